@NullMarked
package dev.boxoffice.booking.payment;

import org.jspecify.annotations.NullMarked;
