/// How prices, fees, taxes and discounts become lines: pure, and the same every time.
@NullMarked
package dev.boxoffice.booking.pricing;

import org.jspecify.annotations.NullMarked;
