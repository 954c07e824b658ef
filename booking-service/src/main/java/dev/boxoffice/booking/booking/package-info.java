@NullMarked
package dev.boxoffice.booking.booking;

import org.jspecify.annotations.NullMarked;
