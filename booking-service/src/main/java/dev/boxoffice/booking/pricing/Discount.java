package dev.boxoffice.booking.pricing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a code takes off: a share of each ticket, or an amount off all of them together.
///
/// @param name the code
/// @param amount in minor units; null where it is a share
public record Discount(
        String name, @Nullable BigDecimal percent, @Nullable Long amount) {}
