@NullMarked
package dev.boxoffice.booking.booking.claim;

import org.jspecify.annotations.NullMarked;
