@NullMarked
package dev.boxoffice.booking.hold.choice;

import org.jspecify.annotations.NullMarked;
