@NullMarked
package dev.boxoffice.booking.hold.decline;

import org.jspecify.annotations.NullMarked;
