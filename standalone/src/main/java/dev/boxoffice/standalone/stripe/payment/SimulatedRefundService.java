package dev.boxoffice.standalone.stripe.payment;

import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.model.SimulatedCharge;
import dev.boxoffice.standalone.stripe.model.SimulatedCurrency;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.model.SimulatedRefund;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.request.StripeCall;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.util.Map;
import java.util.Set;

/// Gives money back: <https://docs.stripe.com/api/refunds>.
public final class SimulatedRefundService {
    private static final Set<String> REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer");

    private final SimulatorLedger ledger;

    public SimulatedRefundService(SimulatorLedger ledger) {
        this.ledger = ledger;
    }

    public SimulatedRefund create(StripeParameters params, StripeCall call) {
        return ledger.atomically(() -> {
            var charge = charge(params);
            var reason = params.text("reason");
            if (reason != null && !REASONS.contains(reason)) {
                throw StripeRefusalException.invalid(
                        "Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer",
                        null,
                        "reason");
            }
            var amount = amount(params, charge);
            var refund = SimulatedRefund.of(charge, amount, reason, params.metadata(Map.of()), call.now());
            var refunded = charge.refunding(amount);
            ledger.save(refund);
            ledger.save(refunded);
            ledger.recordEvent("refund.created", refund, call);
            ledger.recordEvent("charge.refunded", refunded, call);
            ledger.recordEvent("refund.updated", refund, call);
            return refund;
        });
    }

    private SimulatedCharge charge(StripeParameters params) {
        var intentId = params.text("payment_intent");
        if (intentId == null) {
            var id = params.text("charge");
            if (id == null) {
                throw StripeRefusalException.invalid(
                        "One of the following params should be provided for this request: payment_intent or charge.",
                        null,
                        null);
            }
            return ledger.charges.named(id);
        }
        var intent = ledger.intents.named(intentId);
        var id = intent.state().charge();
        if (id == null || intent.status() != SimulatedPaymentIntent.Status.SUCCEEDED) {
            throw StripeRefusalException.invalid(
                    "This PaymentIntent (" + intentId + ") does not have a successful charge to refund.",
                    null,
                    "payment_intent");
        }
        return ledger.charges.get(id);
    }

    private static long amount(StripeParameters params, SimulatedCharge charge) {
        if (!charge.succeeded() || charge.refundable() == 0) {
            throw StripeRefusalException.invalid(
                    "Charge " + charge.id() + " has already been refunded.", "charge_already_refunded", null);
        }
        var amount = params.number("amount");
        if (amount == null) {
            return charge.refundable();
        }
        if (amount < 1) {
            throw StripeRefusalException.invalid("Invalid positive integer", "parameter_invalid_integer", "amount");
        }
        if (amount > charge.refundable()) {
            throw StripeRefusalException.invalid(
                    "Refund amount (" + amount + ") is greater than unrefunded amount on charge (" + charge.refundable()
                            + ")",
                    null,
                    "amount");
        }
        return SimulatedCurrency.named(charge.intent().terms().currency()).whole(amount);
    }
}
