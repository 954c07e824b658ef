/// Events that move, and what their buyers say to it.
@NullMarked
package dev.boxoffice.booking.booking.rescheduling;

import org.jspecify.annotations.NullMarked;
