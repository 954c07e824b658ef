package dev.boxoffice.booking.pricing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What comes on top of tickets. A share is counted from what the tickets cost after discounts.
///
/// @param amount in minor units; null where it is a share
/// @param percent null where it is a fixed amount
/// @param refundable whether it comes back with its ticket
public record Fee(
        String name,
        Per per,
        @Nullable Long amount,
        @Nullable BigDecimal percent,
        boolean refundable) {

    /// What it is due for.
    public enum Per {
        TICKET,
        BOOKING
    }

    Fee kept() {
        return new Fee(name, per, amount, percent, false);
    }
}
