@NullMarked
package dev.boxoffice.booking.payment.confirm;

import org.jspecify.annotations.NullMarked;
