package dev.boxoffice.standalone.stripe;

import dev.boxoffice.standalone.stripe.PaymentIntent.Status;
import dev.boxoffice.standalone.stripe.PaymentIntent.Terms;
import dev.boxoffice.standalone.stripe.TestCard.Reaction;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Stripe does with a PaymentIntent: <https://docs.stripe.com/api/payment_intents>.
final class Payments {
    private static final long MIN_AMOUNT = 50;
    private static final long MAX_AMOUNT = 99_999_999;

    private final Ledger ledger;
    private final FaultInjector faults;

    Payments(Ledger ledger, FaultInjector faults) {
        this.ledger = ledger;
        this.faults = faults;
    }

    PaymentIntent create(Params params, Call call) {
        return ledger.atomically(() -> {
            var terms = terms(params);
            var method = params.text("payment_method");
            var intent = PaymentIntent.create(terms, method == null ? null : use(method, call), call.now());
            var confirming = params.flag("confirm", false);
            if (confirming) {
                requireReturnUrl(intent, params);
                requirePaymentMethod(intent);
            }
            ledger.save(intent);
            ledger.happened("payment_intent.created", intent, call);
            return confirming ? pay(intent, params, call) : intent;
        });
    }

    private Terms terms(Params params) {
        var amount = params.number("amount");
        if (amount == null) {
            throw StripeRefusal.missingParameter("amount");
        }
        requireAutomaticCapture(params);
        var customer = params.text("customer");
        if (customer != null) {
            ledger.customers.named(customer);
        }
        var types = params.texts("payment_method_types");
        var automatic = params.nested("automatic_payment_methods");
        return new Terms(
                amountInRange(amount),
                currency(params.required("currency")),
                customer,
                params.text("description"),
                params.text("receipt_email"),
                params.text("statement_descriptor_suffix"),
                params.text("setup_future_usage"),
                types.isEmpty() ? List.of("card") : types,
                types.isEmpty() && automatic.flag("enabled", true),
                !"never".equals(automatic.text("allow_redirects")),
                params.metadata(Map.of()));
    }

    private static void requireAutomaticCapture(Params params) {
        if ("manual".equals(params.text("capture_method"))) {
            throw StripeRefusal.invalid("This simulator only captures automatically.", null, "capture_method");
        }
    }

    private static long amountInRange(long amount) {
        if (amount < MIN_AMOUNT) {
            throw StripeRefusal.invalid(
                    "Amount must be no less than " + MIN_AMOUNT + " minor units.", "amount_too_small", "amount");
        }
        if (amount > MAX_AMOUNT) {
            throw StripeRefusal.invalid(
                    "Amount must be no more than " + MAX_AMOUNT + " minor units.", "amount_too_large", "amount");
        }
        return amount;
    }

    private static String currency(String code) {
        try {
            return Currency.getInstance(code.toUpperCase(Locale.ROOT))
                    .getCurrencyCode()
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw StripeRefusal.invalid("Invalid currency: " + code + ".", null, "currency");
        }
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
            var terms = intent.terms();
            var amount = params.number("amount");
            if (amount != null && !intent.canBeConfirmed()) {
                throw StripeRefusal.unexpectedState(
                        intent,
                        "This PaymentIntent's amount could not be updated because it has a status of "
                                + intent.status().wire() + ".");
            }
            var description = params.text("description");
            var receiptEmail = params.text("receipt_email");
            var changed = intent.on(new Terms(
                    amount == null ? terms.amount() : amountInRange(amount),
                    terms.currency(),
                    terms.customer(),
                    description == null ? terms.description() : description,
                    receiptEmail == null ? terms.receiptEmail() : receiptEmail,
                    terms.statementDescriptorSuffix(),
                    terms.setupFutureUsage(),
                    terms.methodTypes(),
                    terms.automaticMethods(),
                    terms.redirectsAllowed(),
                    params.metadata(terms.metadata())));
            var method = params.text("payment_method");
            return saved(method == null ? changed : changed.payingBy(use(method, call)));
        });
    }

    PaymentIntent confirm(String id, Params params, Call call) {
        return ledger.atomically(() -> {
            requireAutomaticCapture(params);
            var intent = ledger.intents.get(id);
            requireSecret(intent, params);
            requireConfirmable(intent, params);
            var method = params.text("payment_method");
            var chosen = method == null ? intent : intent.payingBy(use(method, call));
            requirePaymentMethod(chosen);
            requireReturnUrl(chosen, params);
            return pay(chosen, params, call);
        });
    }

    private static void requireSecret(PaymentIntent intent, Params params) {
        var secret = params.text("client_secret");
        if (secret != null && !secret.equals(intent.clientSecret())) {
            throw StripeRefusal.invalid(
                    "The client_secret provided does not match the client_secret associated with the PaymentIntent.",
                    "payment_intent_invalid_parameter",
                    "client_secret");
        }
    }

    private static void requireConfirmable(PaymentIntent intent, Params params) {
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

    private static void requirePaymentMethod(PaymentIntent intent) {
        if (intent.state().paymentMethod() == null) {
            throw StripeRefusal.unexpectedState(
                    intent,
                    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update"
                            + " the PaymentIntent with a payment method and then confirm it again, or confirm it again"
                            + " directly with a payment method.");
        }
    }

    /// Some payment methods send the buyer away; Stripe insists on knowing where they come back to.
    private static void requireReturnUrl(PaymentIntent intent, Params params) {
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

    private PaymentIntent pay(PaymentIntent intent, Params params, Call call) {
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
            return Optional.of(come(ready, outcome, intent.state().returnUrl(), call));
        });
    }

    private PaymentIntent come(PaymentIntent intent, Outcome outcome, @Nullable String returnUrl, Call call) {
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
