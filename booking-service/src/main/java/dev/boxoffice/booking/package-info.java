@NullMarked
package dev.boxoffice.booking;

import org.jspecify.annotations.NullMarked;
