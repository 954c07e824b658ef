@NullMarked
package dev.boxoffice.platform.outbox;

import org.jspecify.annotations.NullMarked;
