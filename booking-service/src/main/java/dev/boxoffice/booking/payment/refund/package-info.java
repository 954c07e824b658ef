@NullMarked
package dev.boxoffice.booking.payment.refund;

import org.jspecify.annotations.NullMarked;
