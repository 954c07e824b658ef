package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.refund.BookingMoney;
import dev.boxoffice.booking.booking.refund.BookingRefund;
import dev.boxoffice.booking.booking.refund.RefundRepository;
import dev.boxoffice.booking.booking.refund.RefundStatus;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    /// @param tickets whose money is given; none where it is an amount
    /// @param isElsewhere whether it is paid past Stripe: then also what Stripe keeps refusing
    long owed(BookingMoney found, List<Integer> tickets, boolean isElsewhere) {
        return replaceable(found, tickets, isElsewhere)
                .mapToLong(refund -> refund.amount().amount())
                .sum();
    }

    /// Of tickets what a person had given back for them, and no other's. Of those that went back otherwise it is not
    /// known which of the refunds was theirs.
    private static Stream<BookingRefund> replaceable(BookingMoney found, List<Integer> tickets, boolean isElsewhere) {
        var isAnyOf = tickets.stream()
                .noneMatch(ordinal ->
                        found.kept().contains(ordinal) || found.paidBack().contains(ordinal));
        return found.refunds().stream()
                .filter(refund -> !refund.isWhole())
                .filter(refund -> isFailedAndOwed(refund)
                        || (isElsewhere && refund.status() == RefundStatus.DUE && refund.failureCode() != null))
                .filter(refund -> isAnyOf || found.ticketsOf(refund).stream().anyMatch(tickets::contains));
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
    /// @return the tickets that a person had paid back by them; empty where one of them is being sent
    Optional<Set<Integer>> replace(
            BookingMoney found, List<Integer> tickets, boolean isElsewhere, long amount, Instant now) {
        var open = amount;
        var paidBack = new HashSet<Integer>();
        for (var replaced : replaceable(found, tickets, isElsewhere).toList()) {
            if (open >= replaced.amount().amount()) {
                open -= replaced.amount().amount();
                paidBack.addAll(found.ticketsOf(replaced));
                if (replaced.status() == RefundStatus.FAILED) {
                    refunds.replace(replaced);
                } else if (!refunds.closeParked(replaced, now)) {
                    return Optional.empty();
                }
            }
        }
        return open <= found.left() ? Optional.of(paidBack) : Optional.empty();
    }

    void replace(BookingRefund stray) {
        refunds.replace(stray);
    }
}
