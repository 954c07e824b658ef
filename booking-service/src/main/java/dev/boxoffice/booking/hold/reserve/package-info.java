@NullMarked
package dev.boxoffice.booking.hold.reserve;

import org.jspecify.annotations.NullMarked;
