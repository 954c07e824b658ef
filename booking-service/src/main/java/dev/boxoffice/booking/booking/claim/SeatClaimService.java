package dev.boxoffice.booking.booking.claim;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.ClaimTimes;
import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.booking.resale.ResaleRepository;
import dev.boxoffice.booking.commit.DeadlockRetry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Claims seats by one statement; where some are others' who sell them, by that statement after they were locked.
@Service
class SeatClaimService {

    private final SeatClaimRepository claims;
    private final ResaleRepository resales;
    private final BookingMoneyRepository bookings;
    private final GroupClaimService together;
    private final TransactionTemplate inTransaction;

    SeatClaimService(
            SeatClaimRepository claims,
            ResaleRepository resales,
            BookingMoneyRepository bookings,
            GroupClaimService together,
            PlatformTransactionManager transactions) {
        this.claims = claims;
        this.resales = resales;
        this.bookings = bookings;
        this.together = together;
        this.inTransaction = new TransactionTemplate(transactions);
    }

    /// Empty where the code has been used as often as it may be; then nothing was changed.
    Optional<ClaimRow> claim(NewClaim claim) {
        var hold = claim.hold();
        var isPlain = !claim.isLimited() && claim.claimant().contact() == null;
        var answer = isPlain ? together.claim(claim) : claims.claim(claim, false);
        return isOfOthers(answer, hold.event(), hold.key(), hold.ordinals())
                ? locked(() -> {
                    resales.lock(hold.event(), hold.ordinals());
                    return claims.claim(claim, true);
                })
                : answer;
    }

    /// @param answered true where the payment has already been made, and only the seats are still to be had
    Optional<ClaimRow> claimAgain(
            Booking booking,
            @Nullable String method,
            @Nullable BuyerContact contact,
            boolean answered,
            ClaimTimes times) {
        var answer = claims.claimAgain(booking, method, contact, answered, false, times);
        return isOfOthers(answer, booking.event(), booking.holdKey(), booking.ordinals())
                ? locked(() -> {
                    bookings.lock(booking.event(), booking.id());
                    resales.lock(booking.event(), booking.ordinals());
                    return claims.claimAgain(booking, method, contact, answered, true, times);
                })
                : answer;
    }

    private Optional<ClaimRow> locked(Supplier<Optional<ClaimRow>> claim) {
        return DeadlockRetry.run(() -> inTransaction.execute(_ -> claim.get()));
    }

    private boolean isOfOthers(Optional<ClaimRow> answer, UUID event, String holdKey, List<Integer> wanted) {
        return answer.filter(row -> row.isOnSale()
                                && !row.isMade()
                                && !row.claimedBefore()
                                && row.free().size() < wanted.size())
                        .isPresent()
                && resales.isOfferedBy(event, holdKey);
    }

    /// @return false where the payment no longer waits for the browser
    boolean setPaymentMethod(Booking booking, String method, @Nullable BuyerContact contact, ClaimTimes times) {
        return claims.setPaymentMethod(booking, method, contact, times);
    }
}
