package dev.boxoffice.booking.booking.refund;

import dev.boxoffice.platform.money.Money;
import java.time.Instant;

/// A buyer's bank wants a payment back: https://docs.stripe.com/disputes/how-disputes-work.
///
/// @param status Stripe's own word: `needs_response`, `under_review`, `won`, `lost`, …
public record BookingDispute(
        String stripeId, String intent, Money amount, String reason, String status, Instant openedAt) {

    /// The bank only asks; the money stays.
    public boolean isInquiry() {
        return status.startsWith("warning_");
    }

    public boolean isLost() {
        return status.equals("lost");
    }

    public boolean isWon() {
        return status.equals("won");
    }

    public boolean isOpen() {
        return !isWon() && !isLost() && !status.equals("warning_closed") && !status.equals("prevented");
    }

    /// Whether the bank has the money now.
    public boolean hasMoney() {
        return !isInquiry() && !isWon() && !status.equals("prevented");
    }

    public String state() {
        if (isLost()) {
            return "LOST";
        }
        if (isWon()) {
            return "WON";
        }
        if (!isOpen()) {
            return "CLOSED";
        }
        return isInquiry() ? "INQUIRY" : "OPEN";
    }
}
