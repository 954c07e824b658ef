package dev.boxoffice.standalone.stripe.payment;

import dev.boxoffice.standalone.stripe.fault.StripeFaultInjector;
import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent.Status;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentMethod;
import dev.boxoffice.standalone.stripe.model.StripeIdGenerator;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.model.StripeTestCard;
import dev.boxoffice.standalone.stripe.request.StripeCall;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.util.Optional;

/// What Stripe does with a PaymentIntent: <https://docs.stripe.com/api/payment_intents>.
public final class SimulatedPaymentService {
    private final SimulatorLedger ledger;
    private final PaymentTermsReader terms;
    private final SimulatedChargeService charges;

    public SimulatedPaymentService(SimulatorLedger ledger, StripeFaultInjector faults) {
        this.ledger = ledger;
        this.terms = new PaymentTermsReader(ledger);
        this.charges = new SimulatedChargeService(ledger, faults);
    }

    public SimulatedPaymentIntent create(StripeParameters params, StripeCall call) {
        return ledger.atomically(() -> {
            var method = params.text("payment_method");
            var intent = SimulatedPaymentIntent.create(
                    terms.of(params), method == null ? null : use(method, call), call.now());
            var confirming = params.flag("confirm", false);
            if (confirming) {
                ConfirmationPolicy.requireReturnUrl(intent, params);
                ConfirmationPolicy.requirePaymentMethod(intent);
            }
            ledger.save(intent);
            ledger.recordEvent("payment_intent.created", intent, call);
            return confirming ? charges.pay(intent, params, call) : intent;
        });
    }

    /// A test card's name becomes a payment method of its own, as at Stripe.
    private String use(String paymentMethod, StripeCall call) {
        var card = StripeTestCard.byPaymentMethod(paymentMethod);
        if (card.isEmpty()) {
            return ledger.methods.named(paymentMethod).id();
        }
        var method = new SimulatedPaymentMethod(StripeIdGenerator.next("pm"), call.now(), card.get());
        ledger.save(method);
        return method.id();
    }

    public SimulatedPaymentIntent update(String id, StripeParameters params, StripeCall call) {
        return ledger.atomically(() -> {
            var intent = ledger.intents.get(id);
            if (params.has("amount") && !intent.canBeConfirmed()) {
                throw StripeRefusalException.unexpectedState(
                        intent,
                        "This PaymentIntent's amount could not be updated because it has a status of "
                                + intent.status().wire() + ".");
            }
            var changed = intent.on(PaymentTermsReader.changed(intent.terms(), params));
            var method = params.text("payment_method");
            return saved(method == null ? changed : changed.payingBy(use(method, call)));
        });
    }

    public SimulatedPaymentIntent confirm(String id, StripeParameters params, StripeCall call) {
        return ledger.atomically(() -> {
            PaymentTermsReader.requireAutomaticCapture(params);
            var intent = ledger.intents.get(id);
            ConfirmationPolicy.requireSecret(intent, params);
            ConfirmationPolicy.requireConfirmable(intent, params);
            var method = params.text("payment_method");
            var chosen = method == null ? intent : intent.payingBy(use(method, call));
            ConfirmationPolicy.requirePaymentMethod(chosen);
            ConfirmationPolicy.requireReturnUrl(chosen, params);
            return charges.pay(chosen, params, call);
        });
    }

    public SimulatedPaymentIntent cancel(String id, StripeParameters params, StripeCall call) {
        return ledger.atomically(() -> {
            var intent = ledger.intents.get(id);
            if (!intent.canBeCanceled()) {
                throw StripeRefusalException.unexpectedState(
                        intent,
                        "You cannot cancel this PaymentIntent because it has a status of "
                                + intent.status().wire()
                                + ". Only a PaymentIntent with one of the following statuses may be canceled:"
                                + " requires_payment_method, requires_capture, requires_confirmation, requires_action.");
            }
            var canceled = saved(intent.canceled(params.text("cancellation_reason"), call.now()));
            ledger.recordEvent("payment_intent.canceled", canceled, call);
            return canceled;
        });
    }

    /// What the buyer, the bank or time would have done: empty when the payment is past it.
    public Optional<SimulatedPaymentIntent> decide(String id, SimulatedOutcome outcome, StripeCall call) {
        return ledger.atomically(() -> {
            var intent = ledger.intents.get(id);
            if (intent.status() == Status.SUCCEEDED && outcome == SimulatedOutcome.SUCCEED) {
                return Optional.of(intent);
            }
            if (intent.status() == Status.SUCCEEDED || intent.status() == Status.CANCELED) {
                return Optional.empty();
            }
            var ready = intent.state().paymentMethod() == null ? intent.payingBy(use("pm_card_visa", call)) : intent;
            return Optional.of(charges.apply(ready, outcome, intent.state().returnUrl(), call));
        });
    }

    private SimulatedPaymentIntent saved(SimulatedPaymentIntent intent) {
        ledger.save(intent);
        return intent;
    }
}
