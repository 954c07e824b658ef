package dev.boxoffice.standalone.stripe.payment;

import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent.Status;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.request.StripeParameters;

/// What must be so before a payment may be confirmed: <https://docs.stripe.com/api/payment_intents/confirm>.
final class ConfirmationPolicy {
    private ConfirmationPolicy() {}

    public static void requireSecret(SimulatedPaymentIntent intent, StripeParameters params) {
        var secret = params.text("client_secret");
        if (secret != null && !secret.equals(intent.clientSecret())) {
            throw StripeRefusalException.invalid(
                    "The client_secret provided does not match the client_secret associated with the PaymentIntent.",
                    "payment_intent_invalid_parameter",
                    "client_secret");
        }
    }

    public static void requireConfirmable(SimulatedPaymentIntent intent, StripeParameters params) {
        if (intent.canBeConfirmed() || (intent.status() == Status.REQUIRES_ACTION && params.has("payment_method"))) {
            return;
        }
        throw StripeRefusalException.unexpectedState(
                intent,
                intent.status() == Status.SUCCEEDED
                        ? "You cannot confirm this PaymentIntent because it has already succeeded after being previously"
                                + " confirmed."
                        : "You cannot confirm this PaymentIntent because it has a status of "
                                + intent.status().wire() + ".");
    }

    public static void requirePaymentMethod(SimulatedPaymentIntent intent) {
        if (intent.state().paymentMethod() == null) {
            throw StripeRefusalException.unexpectedState(
                    intent,
                    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update"
                            + " the PaymentIntent with a payment method and then confirm it again, or confirm it again"
                            + " directly with a payment method.");
        }
    }

    /// Some payment methods send the buyer away; Stripe insists on knowing where they come back to.
    public static void requireReturnUrl(SimulatedPaymentIntent intent, StripeParameters params) {
        if (intent.terms().automaticMethods() && intent.terms().redirectsAllowed() && !params.has("return_url")) {
            throw StripeRefusalException.invalid(
                    "This PaymentIntent is configured to accept payment methods that might redirect your customer off of"
                            + " your page, so you must provide a `return_url`. If you don't want to accept redirect-based"
                            + " payment methods, set `automatic_payment_methods[enabled]` to `true` and"
                            + " `automatic_payment_methods[allow_redirects]` to `never`.",
                    null,
                    "return_url");
        }
    }
}
