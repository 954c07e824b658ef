@NullMarked
package dev.boxoffice.booking.hold.occupancy;

import org.jspecify.annotations.NullMarked;
