@NullMarked
package dev.boxoffice.booking.seats;

import org.jspecify.annotations.NullMarked;
