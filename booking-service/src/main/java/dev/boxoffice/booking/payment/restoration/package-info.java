/// Bookings that a restore of the database has lost, made again from what Stripe knows.
@NullMarked
package dev.boxoffice.booking.payment.restoration;

import org.jspecify.annotations.NullMarked;
