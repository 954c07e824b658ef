/// Buyers list tickets for resale, and take them back.
@NullMarked
package dev.boxoffice.booking.resale;

import org.jspecify.annotations.NullMarked;
