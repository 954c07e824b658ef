package dev.boxoffice.booking.booking.refund;

import dev.boxoffice.platform.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Money that a buyer gets back: one of a booking's sequence of refunds.
///
/// @param reason why: `CUSTOMER`, `EVENT_CANCELLED`, `NO_TICKET`, …
/// @param note what the person said who made it; null where nobody did
/// @param isOwed whether, having failed, it is still to be made by a person's decision
/// @param stripeId null until Stripe has taken it
/// @param keyNumber makes Stripe's idempotency key: the same after a crash, another after a refusal
/// @param attempts how often it was sent, this time included
public record BookingRefund(
        UUID event,
        UUID id,
        UUID booking,
        String intent,
        Money amount,
        RefundStatus status,
        String reason,
        @Nullable String note,
        @Nullable String failureCode,
        boolean isOwed,
        @Nullable String stripeId,
        int keyNumber,
        int attempts) {

    public static final String NO_TICKET = "NO_TICKET";

    /// Everything that Stripe has of the payment, whatever it is: no ticket stands for it.
    public boolean isWhole() {
        return reason.equals(NO_TICKET);
    }

    public String idempotencyKey() {
        return "refund-" + id + (keyNumber == 1 ? "" : ":" + keyNumber);
    }

    /// What is promised and not yet with the buyer.
    public boolean isOpen() {
        return switch (status) {
            case DUE, PENDING -> true;
            case FAILED -> isOwed;
            case SUCCEEDED, ELSEWHERE -> false;
        };
    }
}
