@NullMarked
package dev.boxoffice.event.venue;

import org.jspecify.annotations.NullMarked;
