package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.refund.BookingMoney;
import dev.boxoffice.booking.booking.refund.BookingRefund;
import dev.boxoffice.booking.booking.refund.RefundRepository;
import dev.boxoffice.booking.booking.refund.RefundStatus;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// M3: refunds that came to nothing, and that a person's refund stands for.
@Service
class RefundReplacementService {

    private final RefundRepository refunds;

    RefundReplacementService(RefundRepository refunds) {
        this.refunds = refunds;
    }

    /// What may be given again of the booking's own payment.
    ///
    /// @param isElsewhere whether it is paid past Stripe: then also what Stripe keeps refusing
    long owed(BookingMoney found, boolean isElsewhere) {
        return replaceable(found, isElsewhere)
                .mapToLong(refund -> refund.amount().amount())
                .sum();
    }

    private static Stream<BookingRefund> replaceable(BookingMoney found, boolean isElsewhere) {
        return found.refunds().stream()
                .filter(refund -> !refund.isWhole())
                .filter(refund -> isFailedAndOwed(refund)
                        || (isElsewhere && refund.status() == RefundStatus.DUE && refund.failureCode() != null));
    }

    private static boolean isFailedAndOwed(BookingRefund refund) {
        return refund.status() == RefundStatus.FAILED && refund.isOwed();
    }

    /// Money that no ticket stood for, and that could not be given back.
    Optional<BookingRefund> strayOwed(BookingMoney found, @Nullable Money amount) {
        return found.refunds().stream()
                .filter(BookingRefund::isWhole)
                .filter(RefundReplacementService::isFailedAndOwed)
                .filter(refund -> refund.amount().equals(amount))
                .findFirst();
    }

    /// As far as the amount goes.
    ///
    /// @return false where one of them is being sent to Stripe at this moment
    boolean replace(BookingMoney found, boolean isElsewhere, long amount, Instant now) {
        var open = amount;
        for (var replaced : replaceable(found, isElsewhere).toList()) {
            if (open >= replaced.amount().amount()) {
                open -= replaced.amount().amount();
                if (replaced.status() == RefundStatus.FAILED) {
                    refunds.replace(replaced);
                } else if (!refunds.closeParked(replaced, now)) {
                    return false;
                }
            }
        }
        return open <= found.left();
    }

    void replace(BookingRefund stray) {
        refunds.replace(stray);
    }
}
