package dev.boxoffice.booking.payment.confirm;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.claim.ClaimResult;
import dev.boxoffice.booking.booking.claim.ClaimService;
import dev.boxoffice.booking.booking.claim.Claimant;
import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.booking.mail.BuyerContactWorker;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.hold.active.ActiveHoldService;
import dev.boxoffice.booking.hold.store.HoldStanding;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.AnotherCardInPayment;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.Booked;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.Busy;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.HoldOver;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.NotOnSale;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.SeatsTaken;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.SomebodyElses;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.TooManyAttempts;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.TooManyForCustomer;
import dev.boxoffice.booking.payment.confirm.ConfirmResult.TooManyTries;
import dev.boxoffice.booking.pricing.CodeRefusal;
import dev.boxoffice.platform.security.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Turns a hold into a booking: the seats are claimed in Postgres before any money moves, so a buyer who loses
/// them is never charged.
@Service
class ConfirmService {

    private final ActiveHoldService holds;
    private final ClaimService claims;
    private final PaymentService payments;
    private final HoldProperties limits;
    private final BuyerContactWorker contacts;

    ConfirmService(
            ActiveHoldService holds,
            ClaimService claims,
            PaymentService payments,
            HoldProperties limits,
            BuyerContactWorker contacts) {
        this.holds = holds;
        this.claims = claims;
        this.payments = payments;
        this.limits = limits;
        this.contacts = contacts;
    }

    /// @param method null where the buyer's browser will pay
    /// @param contact of this booking alone; null where the token says
    ConfirmResult confirm(Hold hold, Caller caller, @Nullable String method, @Nullable BuyerContact contact) {
        var claimant = new Claimant(caller.subject(), contact);
        if (!hold.belongsTo(claimant.subject())) {
            return new SomebodyElses();
        }
        contacts.remember(caller);
        return switch (holds.beginClaim(hold)) {
            case HoldStanding.Alive(var admission) -> claim(hold, claimant, method, admission);
            case HoldStanding.Crowded() -> madeBefore(hold, method).orElseGet(TooManyTries::new);
            case HoldStanding.LostTo(var ordinals) -> new SeatsTaken(hold.event(), ordinals);
            case HoldStanding.Ended() -> confirmedBefore(hold, method);
            case HoldStanding.Exhausted(var retryAfter) ->
                madeBefore(hold, method).orElseGet(() -> new TooManyAttempts(retryAfter));
        };
    }

    /// The hold is gone; if a booking was made of it, that is the answer again.
    private ConfirmResult confirmedBefore(Hold hold, @Nullable String method) {
        return claims.findClaimed(hold)
                .map(booking -> isUsedUp(booking) ? new TooManyAttempts(null) : stillBooked(booking, method))
                .orElseGet(HoldOver::new);
    }

    /// Whoever has tried too many cards is told of what they bought before all the same.
    private Optional<ConfirmResult> madeBefore(Hold hold, @Nullable String method) {
        return claims.findClaimed(hold)
                .filter(booking -> booking.status() != BookingStatus.PAYMENT_FAILED)
                .map(booking -> bookedBefore(booking, method));
    }

    private static ConfirmResult stillBooked(Booking booking, @Nullable String method) {
        return booking.status() == BookingStatus.PAYMENT_FAILED ? new HoldOver() : bookedBefore(booking, method);
    }

    /// How the first card stands is no answer to whoever sent another: theirs was not tried.
    private static ConfirmResult bookedBefore(Booking booking, @Nullable String method) {
        return method != null
                        && booking.status() == BookingStatus.PROCESSING
                        && !booking.isFree()
                        && !method.equals(booking.attempt().method())
                ? new AnotherCardInPayment(booking.id())
                : new Booked(booking);
    }

    /// Each attempt before this one has ended with a declined card.
    private boolean isUsedUp(Booking booking) {
        return booking.status() == BookingStatus.PAYMENT_FAILED
                && booking.attempt().number() >= limits.declines().perHold();
    }

    private ConfirmResult claim(Hold hold, Claimant claimant, @Nullable String method, @Nullable String admission) {
        if (!payments.tryAcquireSlot()) {
            return new Busy();
        }
        var started = false;
        var card = 1;
        try {
            var result = claims.claim(hold, claimant, method, admission, payments.claimTimes());
            if (result instanceof ClaimResult.AlreadyClaimed(var before)) {
                var refusal = refuseAnotherTry(hold, before, method);
                if (refusal.isPresent()) {
                    return refusal.get();
                }
                card = before.attempt().number() + 1;
                result = tryAgain(before, method, claimant.contact());
            }
            if (result instanceof ClaimResult.Claimed(var booking)) {
                started = true;
                payments.pay(booking);
            } else if (!(result instanceof ClaimResult.AlreadyClaimed)) {
                holds.endPayment(hold, card);
            }
            return answer(result, hold, method);
        } finally {
            if (!started) {
                payments.releaseSlot();
            }
        }
    }

    /// D5: another card is counted before it is tried, under the number that Postgres will know it by. Of those
    /// who ask for the same number at the same moment one tries their card.
    private Optional<ConfirmResult> refuseAnotherTry(Hold hold, Booking before, @Nullable String method) {
        if (!isAnotherTry(before, method)) {
            return Optional.empty();
        }
        if (isUsedUp(before)) {
            holds.end(hold);
            return Optional.of(new TooManyAttempts(null));
        }
        return switch (holds.beginTry(hold, before.attempt().number() + 1)) {
            case HoldStanding.Exhausted(var retryAfter) -> Optional.of(new TooManyAttempts(retryAfter));
            case HoldStanding.Crowded() -> Optional.of(new TooManyTries());
            case HoldStanding.Alive _, HoldStanding.Ended _, HoldStanding.LostTo _ -> Optional.empty();
        };
    }

    private static boolean isAnotherTry(Booking before, @Nullable String method) {
        return before.status() == BookingStatus.PAYMENT_FAILED || isAnotherCard(before, method);
    }

    /// The hold was confirmed before: its booking again, unless this is another card after one was declined.
    private ClaimResult tryAgain(Booking before, @Nullable String method, @Nullable BuyerContact contact) {
        if (before.status() == BookingStatus.PAYMENT_FAILED) {
            return claims.claimAgain(before, method, contact, false, payments.claimTimes());
        }
        if (method != null && isAnotherCard(before, method)) {
            return claims.setPaymentMethod(before, method, contact, payments.claimTimes());
        }
        return new ClaimResult.AlreadyClaimed(before);
    }

    private static boolean isAnotherCard(Booking before, @Nullable String method) {
        return method != null
                && waitsForBuyer(before)
                && !method.equals(before.attempt().method());
    }

    /// M7: in the browser, for another card or for 3-D Secure. Another card confirms the same PaymentIntent.
    private static boolean waitsForBuyer(Booking booking) {
        return !booking.isFree()
                && booking.status().isInFlight()
                && (booking.awaitsPaymentElement() || booking.status() == BookingStatus.REQUIRES_ACTION);
    }

    private static ConfirmResult answer(ClaimResult result, Hold hold, @Nullable String method) {
        return switch (result) {
            case ClaimResult.Claimed(var booking) -> new Booked(booking);
            case ClaimResult.AlreadyClaimed(var booking) -> bookedBefore(booking, method);
            case ClaimResult.SeatsTaken(var ordinals) -> new SeatsTaken(hold.event(), ordinals);
            case ClaimResult.NotOnSale() -> new NotOnSale();
            case ClaimResult.CodeUsedUp() -> new ConfirmResult.CodeRefused(CodeRefusal.USED_UP);
            case ClaimResult.TooManyForCustomer(var most) -> new TooManyForCustomer(most);
        };
    }
}
