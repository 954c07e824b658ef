@NullMarked
package dev.boxoffice.booking.booking.api;

import org.jspecify.annotations.NullMarked;
