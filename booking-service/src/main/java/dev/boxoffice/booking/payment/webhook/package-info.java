@NullMarked
package dev.boxoffice.booking.payment.webhook;

import org.jspecify.annotations.NullMarked;
