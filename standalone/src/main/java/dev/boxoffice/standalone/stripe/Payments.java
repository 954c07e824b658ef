package dev.boxoffice.standalone.stripe;

import dev.boxoffice.standalone.stripe.PaymentIntent.Status;
import java.util.Optional;

/// What Stripe does with a PaymentIntent: <https://docs.stripe.com/api/payment_intents>.
final class Payments {
    private final Ledger ledger;
    private final PaymentTerms terms;
    private final Charging charging;

    Payments(Ledger ledger, FaultInjector faults) {
        this.ledger = ledger;
        this.terms = new PaymentTerms(ledger);
        this.charging = new Charging(ledger, faults);
    }

    PaymentIntent create(Params params, Call call) {
        return ledger.atomically(() -> {
            var method = params.text("payment_method");
            var intent = PaymentIntent.create(terms.of(params), method == null ? null : use(method, call), call.now());
            var confirming = params.flag("confirm", false);
            if (confirming) {
                Confirmable.requireReturnUrl(intent, params);
                Confirmable.requirePaymentMethod(intent);
            }
            ledger.save(intent);
            ledger.happened("payment_intent.created", intent, call);
            return confirming ? charging.pay(intent, params, call) : intent;
        });
    }

    /// A test card's name becomes a payment method of its own, as at Stripe.
    private String use(String paymentMethod, Call call) {
        var card = TestCard.byPaymentMethod(paymentMethod);
        if (card.isEmpty()) {
            return ledger.methods.named(paymentMethod).id();
        }
        var method = new PaymentMethod(StripeIds.next("pm"), call.now(), card.get());
        ledger.save(method);
        return method.id();
    }

    PaymentIntent update(String id, Params params, Call call) {
        return ledger.atomically(() -> {
            var intent = ledger.intents.get(id);
            if (params.has("amount") && !intent.canBeConfirmed()) {
                throw StripeRefusal.unexpectedState(
                        intent,
                        "This PaymentIntent's amount could not be updated because it has a status of "
                                + intent.status().wire() + ".");
            }
            var changed = intent.on(PaymentTerms.changed(intent.terms(), params));
            var method = params.text("payment_method");
            return saved(method == null ? changed : changed.payingBy(use(method, call)));
        });
    }

    PaymentIntent confirm(String id, Params params, Call call) {
        return ledger.atomically(() -> {
            PaymentTerms.requireAutomaticCapture(params);
            var intent = ledger.intents.get(id);
            Confirmable.requireSecret(intent, params);
            Confirmable.requireConfirmable(intent, params);
            var method = params.text("payment_method");
            var chosen = method == null ? intent : intent.payingBy(use(method, call));
            Confirmable.requirePaymentMethod(chosen);
            Confirmable.requireReturnUrl(chosen, params);
            return charging.pay(chosen, params, call);
        });
    }

    PaymentIntent cancel(String id, Params params, Call call) {
        return ledger.atomically(() -> {
            var intent = ledger.intents.get(id);
            if (!intent.canBeCanceled()) {
                throw StripeRefusal.unexpectedState(
                        intent,
                        "You cannot cancel this PaymentIntent because it has a status of "
                                + intent.status().wire()
                                + ". Only a PaymentIntent with one of the following statuses may be canceled:"
                                + " requires_payment_method, requires_capture, requires_confirmation, requires_action.");
            }
            var canceled = saved(intent.canceled(params.text("cancellation_reason"), call.now()));
            ledger.happened("payment_intent.canceled", canceled, call);
            return canceled;
        });
    }

    /// What the buyer, the bank or time would have done: empty when the payment is past it.
    Optional<PaymentIntent> decide(String id, Outcome outcome, Call call) {
        return ledger.atomically(() -> {
            var intent = ledger.intents.get(id);
            if (intent.status() == Status.SUCCEEDED && outcome == Outcome.SUCCEED) {
                return Optional.of(intent);
            }
            if (intent.status() == Status.SUCCEEDED || intent.status() == Status.CANCELED) {
                return Optional.empty();
            }
            var ready = intent.state().paymentMethod() == null ? intent.payingBy(use("pm_card_visa", call)) : intent;
            return Optional.of(charging.come(ready, outcome, intent.state().returnUrl(), call));
        });
    }

    private PaymentIntent saved(PaymentIntent intent) {
        ledger.save(intent);
        return intent;
    }
}
