package dev.boxoffice.booking.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods.AllowRedirects;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.service.PaymentIntentService;
import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.payment.stripe.PaymentState.ActionRequired;
import dev.boxoffice.booking.payment.stripe.PaymentState.AwaitingMethod;
import dev.boxoffice.booking.payment.stripe.PaymentState.Canceled;
import dev.boxoffice.booking.payment.stripe.PaymentState.Declined;
import dev.boxoffice.booking.payment.stripe.PaymentState.Processing;
import dev.boxoffice.booking.payment.stripe.PaymentState.Succeeded;
import dev.boxoffice.booking.payment.stripe.PaymentState.Unknown;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.money.StripeCurrency;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// PaymentIntents at Stripe (https://docs.stripe.com/payments/paymentintents/lifecycle). Every attempt has
/// its own idempotency key, so sending it again never charges again.
@Component
public class StripePaymentClient {

    private static final Logger log = LoggerFactory.getLogger(StripePaymentClient.class);
    public static final String BOOKING = "booking_id";
    public static final String EVENT = "event_id";

    @FunctionalInterface
    private interface Call {
        PaymentIntent run(PaymentIntentService payments) throws StripeException;
    }

    private final PaymentIntentService payments;
    private final StripeProperties properties;
    private final BookingCopyCodec copies;

    StripePaymentClient(StripeClient stripe, StripeProperties properties, BookingCopyCodec copies) {
        this.copies = copies;
        this.payments = stripe.v1().paymentIntents();
        this.properties = properties;
    }

    /// Sends the booking's current attempt, or sends it again and gets the first answer.
    public PaymentState pay(Booking booking) {
        var attempt = booking.attempt();
        var options = RequestOptions.builder()
                .setIdempotencyKey(idempotencyKey(booking))
                .build();
        if (attempt.intent() == null) {
            return ask(stripe -> stripe.create(intentOf(booking, true), options));
        }
        if (attempt.method() == null) {
            return retrieve(attempt.intent());
        }
        var confirmation = PaymentIntentConfirmParams.builder().setPaymentMethod(attempt.method());
        if (properties.returnUrl() != null) {
            confirmation.setReturnUrl(properties.returnUrl());
        }
        return ask(stripe -> stripe.confirm(attempt.intent(), confirmation.build(), options));
    }

    /// For an attempt whose answer never came, when it is too late to start it: uses its key up without
    /// charging.
    ///
    /// The same key with other parameters creates a PaymentIntent that nobody confirms, so the attempt itself
    /// can never run; or Stripe answers that the key was used, so the attempt did run and may be asked for
    /// its answer.
    public PaymentState preventPayment(Booking booking) {
        var options = RequestOptions.builder()
                .setIdempotencyKey(idempotencyKey(booking))
                .build();
        try {
            return stateOf(payments.create(intentOf(booking, false), options));
        } catch (IdempotencyException used) {
            return pay(booking);
        } catch (StripeException failed) {
            return unknown(failed);
        }
    }

    /// For an attempt so old that Stripe may have forgotten its key.
    public PaymentState search(Booking booking) {
        try {
            var found = payments.search(PaymentIntentSearchParams.builder()
                            .setQuery("metadata['" + BOOKING + "']:'" + booking.id() + "'")
                            .build())
                    .getData();
            return found.isEmpty() ? new Declined(null, "payment_never_started") : stateOf(found.getFirst());
        } catch (StripeException failed) {
            return unknown(failed);
        }
    }

    public PaymentState retrieve(String intent) {
        return ask(stripe -> stripe.retrieve(intent));
    }

    /// Either it is cancelled, for good, or the answer says what prevented it: that it had succeeded, say.
    public PaymentState cancel(String intent) {
        var answer = ask(stripe -> stripe.cancel(intent));
        return answer instanceof Canceled ? answer : retrieve(intent);
    }

    /// Whether Stripe may have forgotten the key of the booking's current attempt.
    public boolean mayHaveForgotten(Booking booking, Instant now) {
        return now.isAfter(booking.attempt().startedAt().plus(properties.idempotencyLife()));
    }

    public static String idempotencyKey(Booking booking) {
        var number = booking.attempt().number();
        return number == 1 ? booking.id().toString() : booking.id() + ":" + number;
    }

    private PaymentIntentCreateParams intentOf(Booking booking, boolean confirm) {
        var method = booking.attempt().method();
        var params = PaymentIntentCreateParams.builder()
                .setAmount(StripeCurrency.amountOf(booking.total()))
                .setCurrency(booking.total().currency().toLowerCase(Locale.ROOT))
                .putMetadata(BOOKING, booking.id().toString())
                .putMetadata(EVENT, booking.event().toString())
                .putAllMetadata(copies.encode(booking));
        if (method != null) {
            params.setPaymentMethod(method).setConfirm(confirm);
            if (confirm && properties.returnUrl() != null) {
                params.setReturnUrl(properties.returnUrl());
            }
        }
        return params.setAutomaticPaymentMethods(methods()).build();
    }

    /// Stripe wants to know where a buyer returns to whenever we confirm a PaymentIntent that allows methods which
    /// lead away; one that begins in the browser may be confirmed here later, too.
    private AutomaticPaymentMethods methods() {
        var methods = AutomaticPaymentMethods.builder().setEnabled(true);
        if (properties.returnUrl() == null) {
            methods.setAllowRedirects(AllowRedirects.NEVER);
        }
        return methods.build();
    }

    private PaymentState ask(Call call) {
        try {
            return stateOf(call.run(payments));
        } catch (CardException declined) {
            return new Declined(intentIn(declined), codeOf(declined));
        } catch (InvalidRequestException refused) {
            return refusal(refused);
        } catch (StripeException failed) {
            return unknown(failed);
        }
    }

    /// A request Stripe will never accept, such as an unknown card, has charged nothing. A conflict tells
    /// nothing.
    private static PaymentState refusal(InvalidRequestException refused) {
        var status = refused.getStatusCode();
        var code = codeOf(refused);
        if (status == null || status == 409 || status == 429) {
            return unknown(refused);
        }
        if (code.equals("payment_intent_unexpected_state")) {
            var error = refused.getStripeError();
            var intent = error == null ? null : error.getPaymentIntent();
            return intent == null ? unknown(refused) : stateOf(intent);
        }
        log.warn("Stripe refused a request: {} ({})", code, refused.getRequestId());
        return new Declined(null, code);
    }

    private static PaymentState unknown(StripeException failed) {
        log.info("Stripe's answer is unknown: {}", failed.toString());
        return new Unknown(failed.getClass().getSimpleName());
    }

    static PaymentState stateOf(PaymentIntent intent) {
        return switch (intent.getStatus()) {
            case "succeeded" ->
                new Succeeded(intent.getId(), moneyOf(intent.getAmountReceived(), intent.getCurrency()));
            case "requires_action" -> new ActionRequired(intent.getId(), intent.getClientSecret());
            case "requires_payment_method", "requires_confirmation" ->
                new AwaitingMethod(intent.getId(), intent.getClientSecret(), lastErrorOf(intent));
            case "processing", "requires_capture" -> new Processing(intent.getId());
            case "canceled" -> new Canceled(intent.getId());
            default -> new Unknown("status " + intent.getStatus());
        };
    }

    /// M6: what was really captured; null where no price of ours can be that much.
    public static @Nullable Money moneyOf(@Nullable Long amount, @Nullable String currency) {
        if (amount == null || currency == null) {
            return null;
        }
        try {
            return StripeCurrency.moneyOf(amount, currency);
        } catch (ArithmeticException strange) {
            return null;
        }
    }

    private static @Nullable String lastErrorOf(PaymentIntent intent) {
        var error = intent.getLastPaymentError();
        if (error == null) {
            return null;
        }
        return error.getDeclineCode() != null ? error.getDeclineCode() : error.getCode();
    }

    private static @Nullable String intentIn(StripeException failed) {
        var error = failed.getStripeError();
        return error == null || error.getPaymentIntent() == null
                ? null
                : error.getPaymentIntent().getId();
    }

    private static String codeOf(StripeException failed) {
        if (failed instanceof CardException card && card.getDeclineCode() != null) {
            return card.getDeclineCode();
        }
        return failed.getCode() == null ? "refused" : failed.getCode();
    }
}
