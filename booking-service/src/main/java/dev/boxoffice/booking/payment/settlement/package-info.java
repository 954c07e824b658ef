@NullMarked
package dev.boxoffice.booking.payment.settlement;

import org.jspecify.annotations.NullMarked;
