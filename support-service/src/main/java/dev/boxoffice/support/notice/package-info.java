/// What the desk tells people: messages in the case, and mail that survives an outage.
@NullMarked
package dev.boxoffice.support.notice;

import org.jspecify.annotations.NullMarked;
