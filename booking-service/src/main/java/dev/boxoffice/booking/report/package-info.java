/// What an organizer reads of an event's bookings, guests and sales.
@NullMarked
package dev.boxoffice.booking.report;

import org.jspecify.annotations.NullMarked;
