/// What the desk hears from the platform before a customer complains.
@NullMarked
package dev.boxoffice.support.feed;

import org.jspecify.annotations.NullMarked;
