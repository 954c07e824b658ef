package dev.boxoffice.booking.booking.refund;

import dev.boxoffice.platform.money.Money;
import java.util.List;
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
/// @param places where in the booking those tickets are, from 1, of which a person has given back everything by it
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
        int attempts,
        List<Integer> places) {

    public static final String NO_TICKET = "NO_TICKET";

    /// Why it was closed where the bank has the payment.
    public static final String DISPUTED = "charge_disputed";

    /// Everything that Stripe has of the payment, whatever it is: no ticket stands for it.
    public boolean isWhole() {
        return reason.equals(NO_TICKET);
    }

    public String idempotencyKey() {
        return "refund-" + id + (keyNumber == 1 ? "" : ":" + keyNumber);
    }

    /// Whether, once the bank gives the payment back, it is made after all.
    public boolean waitsForDispute() {
        return status == RefundStatus.FAILED && DISPUTED.equals(failureCode);
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
