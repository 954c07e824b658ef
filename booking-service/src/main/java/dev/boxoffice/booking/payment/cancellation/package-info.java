@NullMarked
package dev.boxoffice.booking.payment.cancellation;

import org.jspecify.annotations.NullMarked;
