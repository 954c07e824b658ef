/// What the box office sells.
@NullMarked
package dev.boxoffice.booking.organizer.sale;

import org.jspecify.annotations.NullMarked;
