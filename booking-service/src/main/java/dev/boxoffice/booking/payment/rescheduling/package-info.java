/// Asks the buyers of a moved event, and gives back the money of those who do not come.
@NullMarked
package dev.boxoffice.booking.payment.rescheduling;

import org.jspecify.annotations.NullMarked;
