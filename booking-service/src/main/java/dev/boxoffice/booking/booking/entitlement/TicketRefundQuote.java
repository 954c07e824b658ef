package dev.boxoffice.booking.booking.entitlement;

import dev.boxoffice.booking.booking.refund.ReturnTerms;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a buyer would get back for tickets, now.
///
/// @param kept what was paid for them and does not go back, one line each
/// @param until when it would be something else; null for never
public record TicketRefundQuote(
        List<Integer> ordinals,
        ReturnTerms terms,
        Money refund,
        List<Kept> kept,
        @Nullable Instant until) {

    /// @param ordinal null where it is the booking's as such
    public record Kept(
            Kind kind, @Nullable Integer ordinal, Money amount) {}

    public enum Kind {
        TICKET,
        FEE
    }
}
