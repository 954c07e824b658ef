/// What holds cost.
@NullMarked
package dev.boxoffice.booking.hold.price;

import org.jspecify.annotations.NullMarked;
