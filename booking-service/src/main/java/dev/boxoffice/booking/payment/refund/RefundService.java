package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.refund.BookingRefund;
import dev.boxoffice.booking.booking.refund.RefundRepository;
import dev.boxoffice.booking.booking.refund.RefundStatus;
import dev.boxoffice.booking.booking.refund.settlement.PaymentReview;
import dev.boxoffice.booking.booking.refund.settlement.RefundSettlementService;
import dev.boxoffice.booking.payment.PaymentProperties;
import dev.boxoffice.booking.payment.stripe.RefundState;
import dev.boxoffice.booking.payment.stripe.StripeRefundClient;
import java.time.Instant;
import org.springframework.stereotype.Service;

/// Sends refunds to Stripe, or asks how they stand.
@Service
class RefundService {

    private final RefundRepository refunds;
    private final StripeRefundClient stripe;
    private final RefundSettlementService settlement;
    private final PaymentReviewService reviews;
    private final PaymentProperties properties;

    RefundService(
            RefundRepository refunds,
            StripeRefundClient stripe,
            RefundSettlementService settlement,
            PaymentReviewService reviews,
            PaymentProperties properties) {
        this.refunds = refunds;
        this.stripe = stripe;
        this.settlement = settlement;
        this.reviews = reviews;
        this.properties = properties;
    }

    /// Money is owed until it is back: what Stripe refuses is tried on, ever more slowly. After a refusal the
    /// next try has a key of its own; without an answer it has the same, so that it is never made twice.
    void refund(BookingRefund refund, Instant now) {
        var next = now.plus(properties.retryPause(refund.attempts()));
        switch (stripe.refund(refund)) {
            case RefundState.Taken(var fact) -> settlement.settle(refund, fact, later(next, now), now);
            case RefundState.Refused(var code) -> refunds.postpone(refund, code, next, now);
            case RefundState.Overtaken(var code) -> {
                reviews.review(new PaymentReview(refund.event(), refund.booking(), refund.intent(), refund.attempts()));
                if (isUntouched(refund)) {
                    refunds.postpone(refund, code, next, now);
                }
            }
            case RefundState.Unknown() -> refunds.postpone(refund, null, next, now);
        }
    }

    /// A pending refund takes days: there is no hurry to look.
    private Instant later(Instant next, Instant now) {
        var check = now.plus(properties.checkOpen());
        return next.isBefore(check) ? check : next;
    }

    private boolean isUntouched(BookingRefund refund) {
        return refunds.find(refund.event(), refund.id())
                .filter(now -> now.status() == RefundStatus.DUE && now.amount().equals(refund.amount()))
                .isPresent();
    }
}
