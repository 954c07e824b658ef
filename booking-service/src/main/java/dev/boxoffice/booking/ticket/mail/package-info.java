/// Tickets by mail: on confirmation and once more when somebody asks, with the PDF and an entry for the calendar.
@NullMarked
package dev.boxoffice.booking.ticket.mail;

import org.jspecify.annotations.NullMarked;
