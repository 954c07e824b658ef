@NullMarked
package dev.boxoffice.booking.redis;

import org.jspecify.annotations.NullMarked;
