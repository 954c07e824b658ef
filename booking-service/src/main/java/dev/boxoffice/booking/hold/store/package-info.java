@NullMarked
package dev.boxoffice.booking.hold.store;

import org.jspecify.annotations.NullMarked;
