package dev.boxoffice.standalone.stripe.payment;

import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.model.SimulatedCharge;
import dev.boxoffice.standalone.stripe.model.SimulatedCurrency;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.model.SimulatedRefund;
import dev.boxoffice.standalone.stripe.model.SimulatedRefund.Status;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.request.StripeCall;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives money back: <https://docs.stripe.com/api/refunds>.
public final class SimulatedRefundService {
    private static final Set<String> REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer");

    private final SimulatorLedger ledger;
    private final SimulatedBalance balance = new SimulatedBalance();

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
            var followUp = ledger.card(charge.paymentMethod()).followUp();
            var whole = SimulatedRefund.of(charge, amount, reason, followUp, call.now())
                    .with(params.metadata(Map.of()));
            var refund = balance.take(whole.currency(), amount) ? whole : whole.waitingForBalance();
            var refunded = charge.refunding(amount);
            ledger.save(refund);
            ledger.save(refunded);
            ledger.recordEvent("refund.created", refund, call);
            ledger.recordEvent("charge.refunded", refunded, call);
            if (refund.status() == Status.SUCCEEDED) {
                ledger.recordEvent("refund.updated", refund, call);
            }
            return refund;
        });
    }

    /// M3: what the buyer's bank makes of a refund later. Empty for one that is so already, or has failed.
    public Optional<SimulatedRefund> settle(String id, Status status, StripeCall call) {
        return ledger.atomically(() -> {
            var refund = ledger.refunds.get(id);
            if (refund.status() == Status.FAILED || refund.status() == status) {
                return Optional.empty();
            }
            var settled = refund.in(status);
            ledger.save(settled);
            if (status == Status.FAILED) {
                ledger.save(ledger.charges.get(refund.charge()).refunding(-refund.amount()));
                ledger.recordEvent("refund.failed", settled, call);
            }
            ledger.recordEvent("refund.updated", settled, call);
            ledger.recordEvent("charge.refund.updated", settled, call);
            return Optional.of(settled);
        });
    }

    /// Sets what refunds can be paid from; those that wait for it go on, the oldest first, as far as it goes.
    ///
    /// @param currency in small letters
    /// @param available in Stripe's unit; null for no limit
    public void setBalance(String currency, @Nullable Long available, StripeCall call) {
        ledger.atomically(() -> {
            balance.set(currency, available);
            return ledger.refunds
                    .all()
                    .filter(SimulatedRefund::waitsForBalance)
                    .filter(refund -> refund.currency().equals(currency))
                    .filter(refund -> balance.take(currency, refund.amount()))
                    .map(refund -> settle(refund.id(), Status.SUCCEEDED, call))
                    .toList();
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

    private long amount(StripeParameters params, SimulatedCharge charge) {
        requireUndisputed(charge);
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

    /// A bank that took the money back gives it to the buyer itself.
    private void requireUndisputed(SimulatedCharge charge) {
        var dispute = charge.dispute() == null ? null : ledger.disputes.find(charge.dispute());
        if (dispute != null && dispute.withdrawn()) {
            throw StripeRefusalException.invalid(
                    "Charge " + charge.id() + " has been charged back; cannot issue a refund.",
                    "charge_disputed",
                    null);
        }
    }
}
