@NullMarked
package dev.boxoffice.booking.hold.idempotency;

import org.jspecify.annotations.NullMarked;
