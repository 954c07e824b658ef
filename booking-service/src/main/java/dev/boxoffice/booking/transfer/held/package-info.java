/// The tickets somebody has, bought or received.
@NullMarked
package dev.boxoffice.booking.transfer.held;

import org.jspecify.annotations.NullMarked;
