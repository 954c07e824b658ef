/// What tickets cost: types, fees, tax, and what comes back.
@NullMarked
package dev.boxoffice.event.listing.price;

import org.jspecify.annotations.NullMarked;
