@NullMarked
package dev.boxoffice.booking.booking.refund.settlement;

import org.jspecify.annotations.NullMarked;
