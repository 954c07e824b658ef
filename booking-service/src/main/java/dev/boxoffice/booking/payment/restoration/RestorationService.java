package dev.boxoffice.booking.payment.restoration;

import com.stripe.exception.StripeException;
import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.payment.refund.PaymentReviewService;
import dev.boxoffice.booking.payment.settlement.SettlementService;
import dev.boxoffice.booking.payment.stripe.MadePayment;
import dev.boxoffice.booking.payment.stripe.PaymentState;
import dev.boxoffice.booking.payment.stripe.StripePaymentHistoryClient;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// M12: after the database was restored to a moment in the past, walks the payments Stripe has had since. A
/// booking that is not known any more is made again from its payment's copy: it gets its seats back where they
/// are still free, else its money goes back. What was refunded since is looked up as well. Safe to run again, and
/// while tickets are sold.
@Service
class RestorationService {

    private static final Logger log = LoggerFactory.getLogger(RestorationService.class);

    private final StripePaymentHistoryClient stripe;
    private final BookingRestorationService bookings;
    private final SettlementService settlement;
    private final PaymentReviewService reviews;

    RestorationService(
            StripePaymentHistoryClient stripe,
            BookingRestorationService bookings,
            SettlementService settlement,
            PaymentReviewService reviews) {
        this.stripe = stripe;
        this.bookings = bookings;
        this.settlement = settlement;
        this.reviews = reviews;
    }

    /// One page.
    ///
    /// @param after where the page before ended; null for the first
    /// @throws StripeException where Stripe does not answer; what was done stays done
    RestorationResult restore(Instant since, @Nullable String after) throws StripeException {
        var page = stripe.payments(since, after);
        var checked = 0;
        var restored = new ArrayList<String>();
        var refunded = new ArrayList<String>();
        var unreadable = new ArrayList<String>();
        for (var payment : page.payments()) {
            if (payment.booking() == null || payment.state() instanceof PaymentState.Canceled) {
                continue;
            }
            checked++;
            var known = bookings.find(payment.booking());
            var booking = known.or(() -> bookings.restore(payment)).orElse(null);
            if (booking != null) {
                var status = settle(booking, payment);
                if (known.isEmpty() && payment.state() instanceof PaymentState.Succeeded) {
                    (status == BookingStatus.PAYMENT_FAILED ? refunded : restored)
                            .add(booking.id().toString());
                }
            } else if (payment.state() instanceof PaymentState.Succeeded) {
                log.error(
                        "Payment {} was captured for booking {}, of which nothing is known",
                        payment.intent(),
                        payment.booking());
                unreadable.add(payment.intent());
            }
        }
        return new RestorationResult(checked, restored, refunded, unreadable, page.next());
    }

    private BookingStatus settle(Booking booking, MadePayment payment) throws StripeException {
        if (payment.state() instanceof PaymentState.Succeeded(var intent, var captured)) {
            settlement.forget(booking.id());
            settlement.succeeded(booking.event(), booking.id(), intent, captured, null);
            reviews.reviewSoon(intent);
        }
        return bookings.find(booking.id()).map(Booking::status).orElse(booking.status());
    }
}
