package dev.boxoffice.standalone.stripe;

import dev.boxoffice.standalone.stripe.PaymentIntent.Status;

/// What must be so before a payment may be confirmed: <https://docs.stripe.com/api/payment_intents/confirm>.
final class Confirmable {
    private Confirmable() {}

    static void requireSecret(PaymentIntent intent, Params params) {
        var secret = params.text("client_secret");
        if (secret != null && !secret.equals(intent.clientSecret())) {
            throw StripeRefusal.invalid(
                    "The client_secret provided does not match the client_secret associated with the PaymentIntent.",
                    "payment_intent_invalid_parameter",
                    "client_secret");
        }
    }

    static void requireConfirmable(PaymentIntent intent, Params params) {
        if (intent.canBeConfirmed() || (intent.status() == Status.REQUIRES_ACTION && params.has("payment_method"))) {
            return;
        }
        throw StripeRefusal.unexpectedState(
                intent,
                intent.status() == Status.SUCCEEDED
                        ? "You cannot confirm this PaymentIntent because it has already succeeded after being previously"
                                + " confirmed."
                        : "You cannot confirm this PaymentIntent because it has a status of "
                                + intent.status().wire() + ".");
    }

    static void requirePaymentMethod(PaymentIntent intent) {
        if (intent.state().paymentMethod() == null) {
            throw StripeRefusal.unexpectedState(
                    intent,
                    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update"
                            + " the PaymentIntent with a payment method and then confirm it again, or confirm it again"
                            + " directly with a payment method.");
        }
    }

    /// Some payment methods send the buyer away; Stripe insists on knowing where they come back to.
    static void requireReturnUrl(PaymentIntent intent, Params params) {
        if (intent.terms().automaticMethods() && intent.terms().redirectsAllowed() && !params.has("return_url")) {
            throw StripeRefusal.invalid(
                    "This PaymentIntent is configured to accept payment methods that might redirect your customer off of"
                            + " your page, so you must provide a `return_url`. If you don't want to accept redirect-based"
                            + " payment methods, set `automatic_payment_methods[enabled]` to `true` and"
                            + " `automatic_payment_methods[allow_redirects]` to `never`.",
                    null,
                    "return_url");
        }
    }
}
