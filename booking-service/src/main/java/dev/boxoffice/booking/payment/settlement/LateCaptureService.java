package dev.boxoffice.booking.payment.settlement;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.BookingTransitionService;
import dev.boxoffice.booking.booking.claim.ClaimResult.Claimed;
import dev.boxoffice.booking.booking.claim.ClaimService;
import dev.boxoffice.booking.payment.PaymentProperties;
import dev.boxoffice.booking.payment.refund.StrayPaymentService;
import dev.boxoffice.platform.money.Money;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Handles money captured for a booking that no longer waited for it: a card tried in the browser after the seats had
/// been given back, say. The booking gets its seats after all where they are still free; else the money goes back.
@Service
class LateCaptureService {

    private static final Logger log = LoggerFactory.getLogger(LateCaptureService.class);

    private final ClaimService claims;
    private final BookingTransitionService transitions;
    private final StrayPaymentService strays;
    private final PaymentProperties properties;
    private final Clock clock;

    LateCaptureService(
            ClaimService claims,
            BookingTransitionService transitions,
            StrayPaymentService strays,
            PaymentProperties properties,
            Clock clock) {
        this.claims = claims;
        this.transitions = transitions;
        this.strays = strays;
        this.properties = properties;
        this.clock = clock;
    }

    /// M6: neither in time nor late does a payment of another amount buy tickets. It goes back before the booking
    /// ends, so that a crash in between leaves something to be found.
    void settleDifferentAmount(Booking booking, String intent, @Nullable Money captured) {
        strays.refundDifferentAmount(booking, intent, captured);
        transitions.expire(booking, "captured_amount_differs", clock.instant());
    }

    void settle(Booking booking, String intent) {
        var known = booking.attempt().intent();
        var isItsOwn = known == null || known.equals(intent);
        if (booking.status() == BookingStatus.PAYMENT_FAILED && isItsOwn && claimAndConfirm(booking, intent)) {
            log.warn("Booking {} was paid after its payment had failed; its seats were still free", booking.id());
        } else {
            strays.refundWithoutTicket(booking, intent);
        }
    }

    private boolean claimAndConfirm(Booking booking, String intent) {
        var now = clock.instant();
        return claims.claimAgain(booking, null, null, true, properties.claimTimes(now)) instanceof Claimed
                && transitions.confirm(booking.event(), booking.id(), intent, booking.total(), now);
    }
}
