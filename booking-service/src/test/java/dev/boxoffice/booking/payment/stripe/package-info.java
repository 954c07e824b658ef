@NullMarked
package dev.boxoffice.booking.payment.stripe;

import org.jspecify.annotations.NullMarked;
