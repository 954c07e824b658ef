package dev.boxoffice.event.listing.price;

import dev.boxoffice.platform.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event charges beside its tickets, and what of all that comes back.
public record EventCharges(List<Fee> fees, @Nullable Tax tax, RefundPolicy refundPolicy) {

    /// What a fee is due for.
    public enum Per {
        TICKET,
        BOOKING
    }

    /// @param amount null where it is a share of what the tickets cost
    /// @param percent null where it is a fixed amount
    public record Fee(
            String name,
            Per per,
            @Nullable Money amount,
            @Nullable BigDecimal percent,
            boolean refundable) {}

    /// @param included in the prices already
    public record Tax(String name, BigDecimal percent, boolean included) {}

    /// @param windows the one that reaches farthest from the start first
    public record RefundPolicy(List<Window> windows, boolean feesRefundable) {
        /// @param beforeStart until how long before the start
        public record Window(Duration beforeStart, BigDecimal percent) {}
    }

    /// Everything until the start.
    public static final RefundPolicy USUAL_POLICY =
            new RefundPolicy(List.of(new RefundPolicy.Window(Duration.ZERO, BigDecimal.valueOf(100))), false);

    public static final EventCharges NONE = new EventCharges(List.of(), null, USUAL_POLICY);
}
