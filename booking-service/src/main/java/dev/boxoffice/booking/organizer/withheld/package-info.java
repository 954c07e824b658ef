/// Seats that the organizer keeps from the sale.
@NullMarked
package dev.boxoffice.booking.organizer.withheld;

import org.jspecify.annotations.NullMarked;
