package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.booking.refund.RefundRepository;
import dev.boxoffice.platform.money.Money;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Gives payments back that no ticket stands for: once, however often they are reported.
@Service
public class StrayPaymentService {

    private static final Logger log = LoggerFactory.getLogger(StrayPaymentService.class);

    private final BookingMoneyRepository money;
    private final RefundRepository refunds;
    private final Clock clock;

    StrayPaymentService(BookingMoneyRepository money, RefundRepository refunds, Clock clock) {
        this.money = money;
        this.refunds = refunds;
        this.clock = clock;
    }

    public boolean isReturned(Booking booking, String intent) {
        return refunds.isWithoutTicket(booking, intent);
    }

    /// The booking is locked first: nobody confirms it by this payment at the same time, and a payment told of twice
    /// never buys the tickets and goes back as well.
    @Transactional
    public StrayPaymentResult refundWithoutTicket(Booking seen, String intent) {
        var booking = lock(seen);
        var known = booking.attempt().intent();
        if (isReturned(booking, intent)) {
            return StrayPaymentResult.RETURNED;
        }
        if (booking.status().isInFlight() && (known == null || known.equals(intent))) {
            return StrayPaymentResult.AWAITED;
        }
        if (isBought(booking, intent)) {
            return StrayPaymentResult.BOOKED;
        }
        refund(booking, intent, booking.total(), "NO_SEATS");
        return StrayPaymentResult.RETURNED;
    }

    /// M6: a payment of another amount or currency than the booking's buys no tickets, though the booking may wait for
    /// it. The desk hears of it.
    ///
    /// @param captured null where it is no amount of ours
    @Transactional
    public void refundDifferentAmount(Booking seen, String intent, @Nullable Money captured) {
        var booking = lock(seen);
        if (!isBought(booking, intent)) {
            var stated = captured == null || captured.amount() <= 0 ? booking.total() : captured;
            refund(booking, intent, stated, "AMOUNT_DIFFERS");
        }
    }

    private Booking lock(Booking seen) {
        return money.lock(seen.event(), seen.id()).orElseThrow();
    }

    /// A booking that was given back again has kept its payment.
    private static boolean isBought(Booking booking, String intent) {
        return intent.equals(booking.attempt().intent())
                && !booking.status().isInFlight()
                && booking.status() != BookingStatus.PAYMENT_FAILED;
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
