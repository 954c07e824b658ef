@NullMarked
package dev.boxoffice.booking.hold;

import org.jspecify.annotations.NullMarked;
