package dev.boxoffice.booking.payment.reconciliation;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.payment.stripe.PaymentState;
import dev.boxoffice.booking.payment.stripe.PaymentState.ActionRequired;
import dev.boxoffice.booking.payment.stripe.PaymentState.AwaitingMethod;
import dev.boxoffice.booking.payment.stripe.PaymentState.Canceled;
import dev.boxoffice.booking.payment.stripe.PaymentState.Declined;
import dev.boxoffice.booking.payment.stripe.PaymentState.Processing;
import dev.boxoffice.booking.payment.stripe.PaymentState.Succeeded;
import dev.boxoffice.booking.payment.stripe.PaymentState.Unknown;
import dev.boxoffice.booking.payment.stripe.StripePaymentClient;
import java.time.Instant;
import org.springframework.stereotype.Service;

/// Finds out from Stripe how a booking's payment stands, and ends what is past its deadline.
@Service
class PaymentInquiryService {

    private final StripePaymentClient stripe;

    PaymentInquiryService(StripePaymentClient stripe) {
        this.stripe = stripe;
    }

    PaymentState inquire(Booking booking, Instant now) {
        return now.isBefore(booking.attempt().deadline()) ? ask(booking, now) : end(booking, now);
    }

    /// An attempt without an answer is sent again: the same idempotency key gives the first answer.
    private PaymentState ask(Booking booking, Instant now) {
        var attempt = booking.attempt();
        if (attempt.answered() && attempt.intent() != null) {
            return stripe.retrieve(attempt.intent());
        }
        return stripe.mayHaveForgotten(booking, now) ? stripe.search(booking) : stripe.pay(booking);
    }

    /// The time is up. Cancel at Stripe first, and release only what can no longer be paid; if it was paid,
    /// book.
    PaymentState end(Booking booking, Instant now) {
        var intent = booking.attempt().intent();
        if (intent != null) {
            return stripe.cancel(intent);
        }
        var found = stripe.mayHaveForgotten(booking, now) ? stripe.search(booking) : stripe.preventPayment(booking);
        return switch (found) {
            case AwaitingMethod(var started, var _, var _) -> stripe.cancel(started);
            case ActionRequired(var started, var _) -> stripe.cancel(started);
            case Succeeded _, Declined _, Processing _, Canceled _, Unknown _ -> found;
        };
    }

    /// How a payment stands that is settled here, as far as one was begun.
    PaymentState inquireSettled(Booking booking) {
        var intent = booking.attempt().intent();
        return intent == null ? new Unknown("no payment was begun") : stripe.retrieve(intent);
    }
}
