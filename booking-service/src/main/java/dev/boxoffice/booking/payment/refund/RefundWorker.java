package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.refund.BookingRefund;
import dev.boxoffice.booking.booking.refund.RefundRepository;
import dev.boxoffice.booking.payment.BatchWorker;
import dev.boxoffice.booking.payment.PaymentProperties;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/// Sends refunds that are due.
@Component
class RefundWorker extends BatchWorker<BookingRefund> {

    private final RefundRepository due;
    private final RefundService refunds;
    private final PaymentProperties properties;
    private final Clock clock;

    RefundWorker(RefundRepository due, RefundService refunds, PaymentProperties properties, Clock clock) {
        super("refunds", properties.checkPoll());
        this.due = due;
        this.refunds = refunds;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected List<BookingRefund> takeDue() {
        var now = clock.instant();
        return due.takeDue(now, now.plus(properties.checkLease()), properties.checkBatch());
    }

    @Override
    protected void handle(BookingRefund refund) {
        refunds.refund(refund, clock.instant());
    }
}
