package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.refund.settlement.PaymentReview;
import dev.boxoffice.booking.payment.BatchWorker;
import dev.boxoffice.booking.payment.PaymentProperties;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/// Reviews the payments that Stripe has told something of.
@Component
class PaymentReviewWorker extends BatchWorker<PaymentReview> {

    private final PaymentReviewRepository reviews;
    private final PaymentReviewService service;
    private final PaymentProperties properties;
    private final Clock clock;

    PaymentReviewWorker(
            PaymentReviewRepository reviews, PaymentReviewService service, PaymentProperties properties, Clock clock) {
        super("payment-reviews", properties.checkPoll());
        this.reviews = reviews;
        this.service = service;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected List<PaymentReview> takeDue() {
        var now = clock.instant();
        return reviews.takeDue(now, now.plus(properties.checkLease()), properties.checkBatch());
    }

    @Override
    protected void handle(PaymentReview payment) {
        service.review(payment);
    }
}
