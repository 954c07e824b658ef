package dev.boxoffice.booking.booking.claim;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.Booking.Attempt;
import dev.boxoffice.booking.booking.BookingChangePublisher;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.ClaimTimes;
import dev.boxoffice.booking.booking.claim.ClaimResult.AlreadyClaimed;
import dev.boxoffice.booking.booking.claim.ClaimResult.Claimed;
import dev.boxoffice.booking.booking.claim.ClaimResult.NotOnSale;
import dev.boxoffice.booking.booking.claim.ClaimResult.SeatsTaken;
import dev.boxoffice.booking.booking.claim.ClaimResult.TooManyForCustomer;
import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.price.HoldPriceService;
import dev.boxoffice.platform.id.TimeOrderedId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/// Turns a hold into a booking's claim on its seats.
@Service
public class ClaimService {

    private final SeatClaimService claims;
    private final BookingRepository bookings;
    private final BookingChangePublisher publisher;
    private final HoldPriceService prices;
    private final MeterRegistry metrics;

    ClaimService(
            SeatClaimService claims,
            BookingRepository bookings,
            BookingChangePublisher publisher,
            HoldPriceService prices,
            MeterRegistry metrics) {
        this.claims = claims;
        this.bookings = bookings;
        this.publisher = publisher;
        this.prices = prices;
        this.metrics = metrics;
    }

    /// @param method null where the buyer's browser will pay
    public ClaimResult claim(
            Hold hold, Claimant claimant, @Nullable String method, @Nullable String admission, ClaimTimes times) {
        try {
            var result = claimOnce(hold, claimant, method, admission, times);
            metrics.counter(
                            "boxoffice.booking.claims",
                            "outcome",
                            result.getClass().getSimpleName())
                    .increment();
            return result;
        } catch (DuplicateKeyException confirmedMeanwhile) {
            return findClaimed(hold)
                    .<ClaimResult>map(AlreadyClaimed::new)
                    .orElseGet(() -> new SeatsTaken(hold.ordinals()));
        }
    }

    private ClaimResult claimOnce(
            Hold hold, Claimant claimant, @Nullable String method, @Nullable String admission, ClaimTimes times) {
        var id = TimeOrderedId.next();
        var held = prices.priceOf(hold);
        var price = held.agreed();
        var answer = claims.claim(new NewClaim(hold, price, held.code(), id, claimant, method, admission, times));
        if (answer.isEmpty()) {
            return new ClaimResult.CodeUsedUp();
        }
        var row = answer.get();
        if (row.isMade()) {
            var attempt = new Attempt(1, false, times.now(), method, null, null, times.deadline());
            return claimed(new Booking(
                    hold.event(),
                    id,
                    claimant.subject(),
                    hold.key(),
                    hold.ordinals(),
                    price,
                    BookingStatus.PROCESSING,
                    admission,
                    null,
                    attempt,
                    times.now()));
        }
        // A confirm of the same hold at the same moment may have the seats: its booking is the answer to
        // both.
        return findClaimed(hold).<ClaimResult>map(AlreadyClaimed::new).orElseGet(() -> refusal(row, hold.ordinals()));
    }

    /// The booking that was made of a hold, if one was.
    public Optional<Booking> findClaimed(Hold hold) {
        return bookings.findByHold(hold.event(), hold.key());
    }

    /// Claims the seats of a booking whose payment failed once more.
    ///
    /// @param contact replaces what was given with the card before; null where nothing was given with this one
    /// @param answered true where the payment has already been made, and only the seats are still to be had
    public ClaimResult claimAgain(
            Booking booking,
            @Nullable String method,
            @Nullable BuyerContact contact,
            boolean answered,
            ClaimTimes times) {
        var answer = claims.claimAgain(booking, method, contact, answered, times);
        if (answer.isEmpty()) {
            return new ClaimResult.CodeUsedUp();
        }
        var row = answer.get();
        if (row.isMade()) {
            return claimed(booking.withNextAttempt(method, row.intent(), answered, times));
        }
        return row.claimedBefore() ? new AlreadyClaimed(current(booking)) : refusal(row, booking.ordinals());
    }

    private ClaimResult claimed(Booking booking) {
        publisher.publishClaimed(booking);
        publisher.publishCodeUse(booking);
        return new Claimed(booking);
    }

    private static ClaimResult refusal(ClaimRow row, List<Integer> wanted) {
        if (!row.isOnSale()) {
            return new NotOnSale();
        }
        var taken = wanted.stream().filter(seat -> !row.free().contains(seat)).toList();
        return taken.isEmpty() ? new TooManyForCustomer(row.customerLimit()) : new SeatsTaken(taken);
    }

    /// Has a payment that waits for the buyer's browser made with this card instead.
    ///
    /// @param contact as in [#claimAgain]
    public ClaimResult setPaymentMethod(
            Booking booking, String method, @Nullable BuyerContact contact, ClaimTimes times) {
        var isSet = claims.setPaymentMethod(booking, method, contact, times);
        return isSet ? new Claimed(current(booking)) : new AlreadyClaimed(current(booking));
    }

    private Booking current(Booking booking) {
        return bookings.find(booking.event(), booking.id()).orElseThrow();
    }
}
