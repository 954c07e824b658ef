package dev.boxoffice.booking.payment.refund;

import com.stripe.exception.StripeException;
import dev.boxoffice.booking.booking.refund.BookingDispute;
import dev.boxoffice.booking.booking.refund.RefundFact;
import dev.boxoffice.booking.booking.refund.settlement.PaymentReview;
import dev.boxoffice.booking.booking.refund.settlement.RefundSettlementService;
import dev.boxoffice.booking.payment.PaymentProperties;
import dev.boxoffice.booking.payment.stripe.StripePaymentClient;
import dev.boxoffice.booking.payment.stripe.StripePaymentHistoryClient;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// M4: acts on what happens to a payment after it has succeeded. Where Stripe tells of something that is not known
/// here, it is asked how all of the payment stands now: then it matters little what was told, and in which order.
@Service
public class PaymentReviewService {

    private static final Logger log = LoggerFactory.getLogger(PaymentReviewService.class);

    /// A payment whose capture is still unknown after so many looks is none of ours.
    private static final int MAX_ATTEMPTS = 12;

    private final PaymentReviewRepository reviews;
    private final StripePaymentHistoryClient stripe;
    private final RefundSettlementService settlement;
    private final PaymentProperties properties;
    private final Clock clock;

    PaymentReviewService(
            PaymentReviewRepository reviews,
            StripePaymentHistoryClient stripe,
            RefundSettlementService settlement,
            PaymentProperties properties,
            Clock clock) {
        this.reviews = reviews;
        this.stripe = stripe;
        this.settlement = settlement;
        this.properties = properties;
        this.clock = clock;
    }

    /// Stripe tells how a refund stands.
    public void refundTold(String intent, RefundFact fact) throws StripeException {
        var payment = reviews.findByIntent(intent).orElse(null);
        if (payment == null || !settlement.settleKnown(payment, fact, clock.instant())) {
            reviewSoon(intent);
        }
    }

    /// Stripe tells how a dispute stands.
    public void disputeTold(BookingDispute dispute) throws StripeException {
        var payment = reviews.findByIntent(dispute.intent()).orElse(null);
        if (payment == null) {
            reviewSoon(dispute.intent());
        } else {
            settlement.settle(payment, dispute, clock.instant());
        }
    }

    /// Something has happened to this payment at Stripe.
    public void reviewSoon(String intent) throws StripeException {
        var known = reviews.findByIntent(intent);
        var payment = known.isPresent() ? known : byMetadata(intent);
        payment.ifPresent(found -> reviews.request(found, clock.instant()));
    }

    /// News of its refund came before news of its capture: what we wrote on it when we made it says whose it is,
    /// and nothing is done until the capture is known.
    private Optional<PaymentReview> byMetadata(String intent) throws StripeException {
        var metadata = stripe.metadataOf(intent);
        return id(metadata, StripePaymentClient.EVENT)
                .flatMap(event -> id(metadata, StripePaymentClient.BOOKING)
                        .map(booking -> new PaymentReview(event, booking, intent, 0)));
    }

    private static Optional<UUID> id(Map<String, String> metadata, String name) {
        return Optional.ofNullable(metadata.get(name)).flatMap(TimeOrderedId::parse);
    }

    /// News of the capture comes soon, or never.
    private Duration pause(PaymentReview payment) {
        var pause = properties.retryPause(payment.attempts());
        return pause.compareTo(properties.checkOpen()) < 0 ? pause : properties.checkOpen();
    }

    void review(PaymentReview payment) {
        var now = clock.instant();
        var history = stripe.find(payment.intent());
        var isCaptured = reviews.findByIntent(payment.intent()).isPresent();
        if (history.isPresent() && isCaptured) {
            settlement.settle(payment, history.get().refunds(), history.get().disputes(), now);
            reviews.done(payment);
        } else if (isCaptured || payment.attempts() < MAX_ATTEMPTS) {
            reviews.postpone(payment, now.plus(pause(payment)));
        } else {
            log.error("Stripe tells of payment {}, which was never captured here", payment.intent());
            reviews.done(payment);
        }
    }
}
