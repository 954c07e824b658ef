package dev.boxoffice.standalone.stripe.model;

import org.jspecify.annotations.Nullable;

/// Why a card was refused: <https://docs.stripe.com/declines/codes>.
public record SimulatedCardError(String code, @Nullable String declineCode, String message) {
    public static final SimulatedCardError DECLINED =
            new SimulatedCardError("card_declined", "generic_decline", "Your card was declined.");
    public static final SimulatedCardError AUTHENTICATION_REQUIRED = new SimulatedCardError(
            "authentication_required",
            "authentication_required",
            "Your card was declined. This transaction requires authentication.");
    public static final SimulatedCardError AUTHENTICATION_FAILED = new SimulatedCardError(
            "payment_intent_authentication_failure",
            null,
            "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new"
                    + " PaymentMethod to attempt to fulfill this PaymentIntent again.");
}
