@NullMarked
package dev.boxoffice.booking.catalogue;

import org.jspecify.annotations.NullMarked;
