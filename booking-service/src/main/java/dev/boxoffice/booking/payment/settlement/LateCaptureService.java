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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Handles money captured for a booking that no longer waited for it: a card tried in the browser after the seats had
/// been given back, say. The booking gets its seats after all where they are still free; else the money goes back.
@Service
class LateCaptureService {

    private static final Logger log = LoggerFactory.getLogger(LateCaptureService.class);

    /// Seats may be claimed and given back again in between, by other cards.
    private static final int MAX_TRIES = 3;

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
        if (isItsOwn(booking, intent)) {
            transitions.expire(booking, "captured_amount_differs", clock.instant());
        }
    }

    private static boolean isItsOwn(Booking booking, String intent) {
        var known = booking.attempt().intent();
        return known == null || known.equals(intent);
    }

    /// Others may be told of the same payment at the same time, or try another card on it. Whoever has claimed the
    /// seats, this success confirms the booking; it goes back only where nobody has.
    void settle(Booking booking, String intent) {
        if (strays.isReturned(booking, intent)) {
            endIfAwaiting(booking, intent);
            return;
        }
        var claimed = claim(booking, intent);
        for (var tried = 0; tried < MAX_TRIES; tried++) {
            if (transitions.confirm(booking.event(), booking.id(), intent, booking.total(), clock.instant())) {
                log.warn("Booking {} was paid after its payment had failed; its seats were still free", booking.id());
                return;
            }
            switch (strays.refundWithoutTicket(booking, intent)) {
                case BOOKED -> {
                    return;
                }
                case RETURNED -> {
                    claimed.ifPresentOrElse(this::giveSeatsBack, () -> endIfAwaiting(booking, intent));
                    return;
                }
                case AWAITED -> log.info("Booking {} has been claimed for payment {} meanwhile", booking.id(), intent);
            }
        }
        log.error("Booking {} is left to the reconciliation, paid by {}", booking.id(), intent);
    }

    private Optional<Booking> claim(Booking booking, String intent) {
        return booking.status() == BookingStatus.PAYMENT_FAILED
                        && isItsOwn(booking, intent)
                        && claims.claimAgain(booking, null, null, true, properties.claimTimes(clock.instant()))
                                instanceof Claimed(var claimed)
                ? Optional.of(claimed)
                : Optional.empty();
    }

    /// Nothing else will ever come of that payment; the next card has one of its own. (An instance of the version
    /// before leaves a booking the payment that it sends back.)
    private void endIfAwaiting(Booking booking, String intent) {
        if (booking.status().isInFlight() && intent.equals(booking.attempt().intent())) {
            giveSeatsBack(booking);
        }
    }

    /// They were claimed while somebody else found them taken and began to give the money back.
    private void giveSeatsBack(Booking claimed) {
        transitions.expire(claimed, "payment_returned", clock.instant());
    }
}
