@NullMarked
package dev.boxoffice.booking.hold.active;

import org.jspecify.annotations.NullMarked;
