package dev.boxoffice.standalone.stripe;

import java.util.Map;
import java.util.Set;

/// Gives money back: <https://docs.stripe.com/api/refunds>.
final class Refunds {
    private static final Set<String> REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer");

    private final Ledger ledger;

    Refunds(Ledger ledger) {
        this.ledger = ledger;
    }

    Refund create(Params params, Call call) {
        return ledger.atomically(() -> {
            var charge = charge(params);
            var reason = params.text("reason");
            if (reason != null && !REASONS.contains(reason)) {
                throw StripeRefusal.invalid(
                        "Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer",
                        null,
                        "reason");
            }
            var amount = amount(params, charge);
            var refund = Refund.of(charge, amount, reason, params.metadata(Map.of()), call.now());
            var refunded = charge.refunding(amount);
            ledger.save(refund);
            ledger.save(refunded);
            ledger.happened("refund.created", refund, call);
            ledger.happened("charge.refunded", refunded, call);
            ledger.happened("refund.updated", refund, call);
            return refund;
        });
    }

    private Charge charge(Params params) {
        var intentId = params.text("payment_intent");
        if (intentId == null) {
            var id = params.text("charge");
            if (id == null) {
                throw StripeRefusal.invalid(
                        "One of the following params should be provided for this request: payment_intent or charge.",
                        null,
                        null);
            }
            return ledger.charges.named(id);
        }
        var intent = ledger.intents.named(intentId);
        var id = intent.state().charge();
        if (id == null || intent.status() != PaymentIntent.Status.SUCCEEDED) {
            throw StripeRefusal.invalid(
                    "This PaymentIntent (" + intentId + ") does not have a successful charge to refund.",
                    null,
                    "payment_intent");
        }
        return ledger.charges.get(id);
    }

    private static long amount(Params params, Charge charge) {
        if (!charge.succeeded() || charge.refundable() == 0) {
            throw StripeRefusal.invalid(
                    "Charge " + charge.id() + " has already been refunded.", "charge_already_refunded", null);
        }
        var amount = params.number("amount");
        if (amount == null) {
            return charge.refundable();
        }
        if (amount < 1) {
            throw StripeRefusal.invalid("Invalid positive integer", "parameter_invalid_integer", "amount");
        }
        if (amount > charge.refundable()) {
            throw StripeRefusal.invalid(
                    "Refund amount (" + amount + ") is greater than unrefunded amount on charge (" + charge.refundable()
                            + ")",
                    null,
                    "amount");
        }
        return amount;
    }
}
