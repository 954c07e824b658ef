/// An event as an entry of somebody's calendar.
@NullMarked
package dev.boxoffice.booking.ticket.calendar;

import org.jspecify.annotations.NullMarked;
