package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.refund.RefundRepository;
import dev.boxoffice.platform.money.Money;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Gives payments back that no ticket stands for: once, however often they are reported.
@Service
public class StrayPaymentService {

    private static final Logger log = LoggerFactory.getLogger(StrayPaymentService.class);

    private final RefundRepository refunds;
    private final Clock clock;

    StrayPaymentService(RefundRepository refunds, Clock clock) {
        this.refunds = refunds;
        this.clock = clock;
    }

    public void refundWithoutTicket(Booking booking, String intent) {
        refund(booking, intent, booking.total(), "NO_SEATS");
    }

    /// M6: a payment of another amount or currency than the booking's buys no tickets. The desk hears of it.
    ///
    /// @param captured null where it is no amount of ours
    public void refundDifferentAmount(Booking booking, String intent, @Nullable Money captured) {
        var stated = captured == null || captured.amount() <= 0 ? booking.total() : captured;
        refund(booking, intent, stated, "AMOUNT_DIFFERS");
    }

    private void refund(Booking booking, String intent, Money captured, String reason) {
        if (refunds.insertWithoutTicket(booking, intent, captured, reason, clock.instant())) {
            log.error(
                    "Payment {} of {} was captured for booking {} ({}) of {}, which has no tickets for it ({}); refunding",
                    intent,
                    captured,
                    booking.id(),
                    booking.status(),
                    booking.total(),
                    reason);
        }
    }
}
