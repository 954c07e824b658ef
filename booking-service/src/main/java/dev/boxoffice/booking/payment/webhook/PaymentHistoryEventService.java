package dev.boxoffice.booking.payment.webhook;

import com.stripe.exception.StripeException;
import dev.boxoffice.booking.booking.refund.BookingDispute;
import dev.boxoffice.booking.booking.refund.RefundFact;
import dev.boxoffice.booking.payment.refund.PaymentReviewService;
import dev.boxoffice.booking.payment.stripe.StripePaymentClient;
import dev.boxoffice.booking.payment.stripe.StripeRefundClient;
import dev.boxoffice.booking.payment.webhook.StripeWebhookEvent.Subject;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Acts on Stripe's events of refunds and disputes: ours, a person's in Stripe's dashboard, a bank's. They are
/// found by their payment, never by our metadata alone.
@Service
class PaymentHistoryEventService {

    static final List<String> TYPES = List.of(
            "refund.created",
            "refund.updated",
            "refund.failed",
            "charge.refunded",
            "charge.refund.updated",
            "charge.dispute.created",
            "charge.dispute.updated",
            "charge.dispute.closed",
            "charge.dispute.funds_withdrawn",
            "charge.dispute.funds_reinstated");

    private final PaymentReviewService reviews;

    PaymentHistoryEventService(PaymentReviewService reviews) {
        this.reviews = reviews;
    }

    void handle(StripeWebhookEvent webhook) throws StripeException {
        var subject = webhook.subject();
        var intent = webhook.paymentIntent().orElse(null);
        if (subject == null || intent == null) {
            return;
        }
        var dispute = dispute(subject, intent);
        var refund = refund(webhook, subject);
        if (dispute.isPresent()) {
            reviews.disputeTold(dispute.get());
        } else if (refund.isPresent()) {
            reviews.refundTold(intent, refund.get());
        } else {
            reviews.reviewSoon(intent);
        }
    }

    private static Optional<BookingDispute> dispute(Subject subject, String intent) {
        var amount = amountOf(subject);
        if (!"dispute".equals(subject.object()) || subject.id() == null || subject.status() == null || amount == null) {
            return Optional.empty();
        }
        return Optional.of(new BookingDispute(
                subject.id(),
                intent,
                amount,
                subject.reason() == null ? "general" : subject.reason(),
                subject.status(),
                Instant.ofEpochSecond(subject.created() == null ? 0 : subject.created())));
    }

    private static Optional<RefundFact> refund(StripeWebhookEvent webhook, Subject subject) {
        var amount = amountOf(subject);
        if (!"refund".equals(subject.object()) || subject.id() == null || subject.status() == null || amount == null) {
            return Optional.empty();
        }
        return Optional.of(StripeRefundClient.factOf(
                subject.id(),
                webhook.metadata(StripeRefundClient.REFUND).orElse(null),
                amount,
                subject.status(),
                subject.failureReason() == null ? subject.pendingReason() : subject.failureReason()));
    }

    private static @Nullable Money amountOf(Subject subject) {
        return StripePaymentClient.moneyOf(subject.amount(), subject.currency());
    }
}
