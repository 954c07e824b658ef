package dev.boxoffice.standalone.stripe;

import dev.boxoffice.standalone.stripe.PaymentIntent.Status;
import dev.boxoffice.standalone.stripe.TestCard.Reaction;
import org.jspecify.annotations.Nullable;

/// What comes of a confirmed payment: the card decides, or the fault in force, or the buyer at the bank.
final class Charging {
    private final Ledger ledger;
    private final FaultInjector faults;

    Charging(Ledger ledger, FaultInjector faults) {
        this.ledger = ledger;
        this.faults = faults;
    }

    PaymentIntent pay(PaymentIntent intent, Params params, Call call) {
        var forced = faults.outcome();
        if (forced != null) {
            return answered(come(intent, forced, params.text("return_url"), call));
        }
        var card = card(intent);
        var declined = card.error();
        return switch (card.reaction()) {
            case SUCCEED -> succeed(intent, call);
            case DECLINE -> answered(decline(intent, declined == null ? CardError.DECLINED : declined, call));
            case AUTHENTICATE ->
                params.flag("off_session", false) || params.flag("error_on_requires_action", false)
                        ? answered(decline(intent, CardError.AUTHENTICATION_REQUIRED, call))
                        : authenticate(intent, params.text("return_url"), call);
        };
    }

    /// A refused card is an error to whoever asked, after it has been written down.
    private static PaymentIntent answered(PaymentIntent intent) {
        var error = intent.state().error();
        if (intent.status() == Status.REQUIRES_PAYMENT_METHOD && error != null) {
            throw StripeRefusal.card(error, intent);
        }
        return intent;
    }

    private TestCard card(PaymentIntent intent) {
        var id = intent.state().paymentMethod();
        var method = id == null ? null : ledger.methods.find(id);
        return method == null ? TestCard.VISA : method.card();
    }

    private PaymentIntent succeed(PaymentIntent intent, Call call) {
        var charge = Charge.of(intent, methodOf(intent), null, call.now());
        ledger.save(charge);
        var paid = saved(intent.paidBy(charge));
        ledger.happened("charge.succeeded", charge, call);
        ledger.happened("payment_intent.succeeded", paid, call);
        return paid;
    }

    private PaymentIntent decline(PaymentIntent intent, CardError error, Call call) {
        var charge = Charge.of(intent, methodOf(intent), error, call.now());
        ledger.save(charge);
        var refused = saved(intent.refused(error, charge));
        ledger.happened("charge.failed", charge, call);
        ledger.happened("payment_intent.payment_failed", refused, call);
        return refused;
    }

    private PaymentIntent authenticate(PaymentIntent intent, @Nullable String returnUrl, Call call) {
        var asking = saved(intent.askingForAuthentication(returnUrl));
        ledger.happened("payment_intent.requires_action", asking, call);
        return asking;
    }

    private static String methodOf(PaymentIntent intent) {
        var method = intent.state().paymentMethod();
        return method == null ? StripeIds.next("pm") : method;
    }

    private PaymentIntent saved(PaymentIntent intent) {
        ledger.save(intent);
        return intent;
    }

    PaymentIntent come(PaymentIntent intent, Outcome outcome, @Nullable String returnUrl, Call call) {
        return switch (outcome) {
            case SUCCEED -> {
                var card = card(intent);
                var declined = card.reaction() == Reaction.AUTHENTICATE ? card.error() : null;
                yield declined == null ? succeed(intent, call) : decline(intent, declined, call);
            }
            case FAIL ->
                intent.status() == Status.REQUIRES_ACTION
                        ? refuseAuthentication(intent, call)
                        : decline(intent, CardError.DECLINED, call);
            case REQUIRE_ACTION -> authenticate(intent, returnUrl, call);
            case DELAY -> {
                var processing = saved(intent.processing());
                ledger.happened("payment_intent.processing", processing, call);
                yield processing;
            }
        };
    }

    private PaymentIntent refuseAuthentication(PaymentIntent intent, Call call) {
        var refused = saved(intent.refused(CardError.AUTHENTICATION_FAILED, null));
        ledger.happened("payment_intent.payment_failed", refused, call);
        return refused;
    }
}
