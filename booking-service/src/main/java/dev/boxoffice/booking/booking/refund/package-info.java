@NullMarked
package dev.boxoffice.booking.booking.refund;

import org.jspecify.annotations.NullMarked;
