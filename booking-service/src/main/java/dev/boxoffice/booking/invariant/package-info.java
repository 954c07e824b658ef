/// What must be true of every sale, looked at minute by minute where money has just moved.
@NullMarked
package dev.boxoffice.booking.invariant;

import org.jspecify.annotations.NullMarked;
