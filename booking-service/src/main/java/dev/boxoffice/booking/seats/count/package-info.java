/// How many tickets of an event are left, told once or twice a second instead of ticket by ticket.
@NullMarked
package dev.boxoffice.booking.seats.count;

import org.jspecify.annotations.NullMarked;
