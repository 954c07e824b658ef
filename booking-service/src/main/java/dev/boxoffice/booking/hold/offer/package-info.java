/// What is asked for, and what it comes to.
@NullMarked
package dev.boxoffice.booking.hold.offer;

import org.jspecify.annotations.NullMarked;
