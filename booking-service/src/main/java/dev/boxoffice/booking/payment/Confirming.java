package dev.boxoffice.booking.payment;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingQueries;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.ClaimResult;
import dev.boxoffice.booking.booking.ClaimTimes;
import dev.boxoffice.booking.booking.SeatClaims;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.Holds;
import dev.boxoffice.booking.payment.ConfirmResult.Booked;
import dev.boxoffice.booking.payment.ConfirmResult.Busy;
import dev.boxoffice.booking.payment.ConfirmResult.HoldOver;
import dev.boxoffice.booking.payment.ConfirmResult.NotOnSale;
import dev.boxoffice.booking.payment.ConfirmResult.SeatsTaken;
import dev.boxoffice.booking.payment.ConfirmResult.SomebodyElses;
import dev.boxoffice.booking.payment.ConfirmResult.TooManyForCustomer;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/// Turns a hold into a booking: the seats are claimed in Postgres before any money moves, so whoever loses
/// them is never charged.
@Service
class Confirming {

    private final Holds holds;
    private final SeatClaims claims;
    private final BookingQueries bookings;
    private final Payments payments;
    private final Times times;

    /// When a claim made now has to be paid.
    @Component
    record Times(Clock clock, PaymentProperties properties) {
        ClaimTimes now() {
            var now = clock.instant();
            return new ClaimTimes(now, now.plus(properties.deadline()), now.plus(properties.checkUnanswered()));
        }
    }

    Confirming(Holds holds, SeatClaims claims, BookingQueries bookings, Payments payments, Times times) {
        this.holds = holds;
        this.claims = claims;
        this.bookings = bookings;
        this.payments = payments;
        this.times = times;
    }

    /// @param method null where the buyer's browser will pay
    ConfirmResult confirm(Hold hold, String subject, @Nullable String method) {
        if (!hold.belongsTo(subject)) {
            return new SomebodyElses();
        }
        return switch (holds.beginClaim(hold)) {
            case Holds.Standing.Alive(var admission) -> claim(hold, subject, method, admission);
            case Holds.Standing.LostTo(var ordinals) -> new SeatsTaken(hold.event(), ordinals);
            case Holds.Standing.Over() -> confirmedBefore(hold);
        };
    }

    /// The hold is gone; if a booking was made of it, that is the answer again.
    private ConfirmResult confirmedBefore(Hold hold) {
        return bookings.ofHold(hold.event(), hold.key())
                .filter(booking -> booking.status() != BookingStatus.PAYMENT_FAILED)
                .<ConfirmResult>map(Booked::new)
                .orElseGet(HoldOver::new);
    }

    private ConfirmResult claim(Hold hold, String subject, @Nullable String method, @Nullable String admission) {
        if (!payments.tryEnter()) {
            return new Busy();
        }
        var started = false;
        try {
            var result = claims.claim(hold, subject, method, admission, times.now());
            if (result instanceof ClaimResult.AlreadyClaimed(var before)) {
                result = tryAgain(before, method);
            }
            if (result instanceof ClaimResult.Claimed(var booking)) {
                started = true;
                payments.run(booking);
            }
            return answer(result, hold);
        } finally {
            if (!started) {
                payments.leave();
            }
        }
    }

    /// The hold was confirmed before: its booking again, unless this is another card after one was declined.
    private ClaimResult tryAgain(Booking before, @Nullable String method) {
        if (before.status() == BookingStatus.PAYMENT_FAILED) {
            return claims.claimAgain(before, method, false, times.now());
        }
        if (before.status().isInFlight() && before.awaitsPaymentElement() && method != null && !before.isFree()) {
            return claims.giveMethod(before, method, times.now());
        }
        return new ClaimResult.AlreadyClaimed(before);
    }

    private static ConfirmResult answer(ClaimResult result, Hold hold) {
        return switch (result) {
            case ClaimResult.Claimed(var booking) -> new Booked(booking);
            case ClaimResult.AlreadyClaimed(var booking) -> new Booked(booking);
            case ClaimResult.SeatsTaken(var ordinals) -> new SeatsTaken(hold.event(), ordinals);
            case ClaimResult.NotOnSale() -> new NotOnSale();
            case ClaimResult.TooManyForCustomer(var most) -> new TooManyForCustomer(most);
        };
    }
}
