package dev.boxoffice.standalone.stripe;

import org.jspecify.annotations.Nullable;

/// Why a card was refused: <https://docs.stripe.com/declines/codes>.
record CardError(String code, @Nullable String declineCode, String message) {
    static final CardError DECLINED = new CardError("card_declined", "generic_decline", "Your card was declined.");
    static final CardError AUTHENTICATION_REQUIRED = new CardError(
            "authentication_required",
            "authentication_required",
            "Your card was declined. This transaction requires authentication.");
    static final CardError AUTHENTICATION_FAILED = new CardError(
            "payment_intent_authentication_failure",
            null,
            "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new"
                    + " PaymentMethod to attempt to fulfill this PaymentIntent again.");
}
