/// What a booking's total is made of.
@NullMarked
package dev.boxoffice.booking.line;

import org.jspecify.annotations.NullMarked;
