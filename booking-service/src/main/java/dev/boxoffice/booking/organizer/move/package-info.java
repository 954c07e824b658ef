/// Buyers who get other seats.
@NullMarked
package dev.boxoffice.booking.organizer.move;

import org.jspecify.annotations.NullMarked;
