/// What the people of an event's organizer do with its seats and bookings.
@NullMarked
package dev.boxoffice.booking.organizer;

import org.jspecify.annotations.NullMarked;
