/// How often codes were used.
@NullMarked
package dev.boxoffice.booking.booking.code;

import org.jspecify.annotations.NullMarked;
