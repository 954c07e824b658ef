package dev.boxoffice.booking.booking.ledger;

import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// An event's money: each movement a line, and their sums.
///
/// @param totals one a currency
public record Ledger(List<Entry> entries, List<Total> totals) {

    /// @param reference the payment's, refund's or dispute's id at Stripe
    /// @param amount what left is negative; what is kept has moved nowhere
    public record Entry(
            UUID id,
            UUID bookingId,
            LedgerEntryKind kind,
            String paymentIntentId,
            String reference,
            Money amount,
            Instant recordedAt) {}

    /// @param kept of what was captured, by policy; a part of the balance
    /// @param elsewhere paid back past Stripe, and so a part of the balance, too
    /// @param cash taken at the box office, less what was given back there; no part of the balance
    /// @param balance captured, less refunded, less disputed: what Stripe has of it
    public record Total(
            Money captured, Money refunded, Money disputed, Money kept, Money elsewhere, Money cash, Money balance) {}
}
