package dev.boxoffice.standalone.stripe.payment;

import dev.boxoffice.standalone.stripe.fault.StripeFaultInjector;
import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.model.SimulatedCardError;
import dev.boxoffice.standalone.stripe.model.SimulatedCharge;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent.Status;
import dev.boxoffice.standalone.stripe.model.StripeIdGenerator;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.model.StripeTestCard.Reaction;
import dev.boxoffice.standalone.stripe.request.StripeCall;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import org.jspecify.annotations.Nullable;

/// What comes of a confirmed payment: the card decides, or the fault in force, or the buyer at the bank.
final class SimulatedChargeService {
    private final SimulatorLedger ledger;
    private final StripeFaultInjector faults;

    public SimulatedChargeService(SimulatorLedger ledger, StripeFaultInjector faults) {
        this.ledger = ledger;
        this.faults = faults;
    }

    public SimulatedPaymentIntent pay(SimulatedPaymentIntent intent, StripeParameters params, StripeCall call) {
        var forced = faults.outcome();
        if (forced != null) {
            return answered(apply(intent, forced, params.text("return_url"), call));
        }
        var card = ledger.card(intent.state().paymentMethod());
        var declined = card.error();
        return switch (card.reaction()) {
            case SUCCEED -> succeed(intent, call);
            case DECLINE -> answered(decline(intent, declined == null ? SimulatedCardError.DECLINED : declined, call));
            case AUTHENTICATE ->
                params.flag("off_session", false) || params.flag("error_on_requires_action", false)
                        ? answered(decline(intent, SimulatedCardError.AUTHENTICATION_REQUIRED, call))
                        : authenticate(intent, params.text("return_url"), call);
        };
    }

    /// A refused card is an error to whoever asked, after it has been written down.
    private static SimulatedPaymentIntent answered(SimulatedPaymentIntent intent) {
        var error = intent.state().error();
        if (intent.status() == Status.REQUIRES_PAYMENT_METHOD && error != null) {
            throw StripeRefusalException.card(error, intent);
        }
        return intent;
    }

    private SimulatedPaymentIntent succeed(SimulatedPaymentIntent intent, StripeCall call) {
        var charge = SimulatedCharge.of(intent, methodOf(intent), null, call.now());
        ledger.save(charge);
        var paid = saved(intent.paidBy(charge));
        ledger.recordEvent("charge.succeeded", charge, call);
        ledger.recordEvent("payment_intent.succeeded", paid, call);
        return paid;
    }

    private SimulatedPaymentIntent decline(SimulatedPaymentIntent intent, SimulatedCardError error, StripeCall call) {
        var charge = SimulatedCharge.of(intent, methodOf(intent), error, call.now());
        ledger.save(charge);
        var refused = saved(intent.refused(error, charge));
        ledger.recordEvent("charge.failed", charge, call);
        ledger.recordEvent("payment_intent.payment_failed", refused, call);
        return refused;
    }

    private SimulatedPaymentIntent authenticate(
            SimulatedPaymentIntent intent, @Nullable String returnUrl, StripeCall call) {
        var asking = saved(intent.askingForAuthentication(returnUrl));
        ledger.recordEvent("payment_intent.requires_action", asking, call);
        return asking;
    }

    private static String methodOf(SimulatedPaymentIntent intent) {
        var method = intent.state().paymentMethod();
        return method == null ? StripeIdGenerator.next("pm") : method;
    }

    private SimulatedPaymentIntent saved(SimulatedPaymentIntent intent) {
        ledger.save(intent);
        return intent;
    }

    SimulatedPaymentIntent apply(
            SimulatedPaymentIntent intent, SimulatedOutcome outcome, @Nullable String returnUrl, StripeCall call) {
        return switch (outcome) {
            case SUCCEED -> {
                var card = ledger.card(intent.state().paymentMethod());
                var declined = card.reaction() == Reaction.AUTHENTICATE ? card.error() : null;
                yield declined == null ? succeed(intent, call) : decline(intent, declined, call);
            }
            case FAIL ->
                intent.status() == Status.REQUIRES_ACTION
                        ? refuseAuthentication(intent, call)
                        : decline(intent, SimulatedCardError.DECLINED, call);
            case REQUIRE_ACTION -> authenticate(intent, returnUrl, call);
            case DELAY -> {
                var processing = saved(intent.processing());
                ledger.recordEvent("payment_intent.processing", processing, call);
                yield processing;
            }
        };
    }

    private SimulatedPaymentIntent refuseAuthentication(SimulatedPaymentIntent intent, StripeCall call) {
        var refused = saved(intent.refused(SimulatedCardError.AUTHENTICATION_FAILED, null));
        ledger.recordEvent("payment_intent.payment_failed", refused, call);
        return refused;
    }
}
