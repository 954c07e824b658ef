package dev.boxoffice.booking.booking.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingChangePublisher;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.seats.TicketChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes tickets back from a booking that the caller has locked, and says where the booking stands then.
@Service
public class TicketReturnService {

    private final TicketReturnRepository returns;
    private final BookingMoneyRepository money;
    private final BookingChangePublisher changes;
    private final RefundMessagePublisher messages;
    private final TicketReturnPublisher returned;

    TicketReturnService(
            TicketReturnRepository returns,
            BookingMoneyRepository money,
            BookingChangePublisher changes,
            RefundMessagePublisher messages,
            TicketReturnPublisher returned) {
        this.returns = returns;
        this.money = money;
        this.changes = changes;
        this.messages = messages;
        this.returned = returned;
    }

    /// From here on the tickets open no door and their seats are on sale, whenever the money follows.
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(
            BookingMoney before, List<Integer> ordinals, ReturnTerms terms, CancelReason reason, Instant now) {
        if (ordinals.isEmpty()) {
            return;
        }
        var booking = before.booking();
        money.lockTickets(booking); // whoever is about to pay for one has begun, or begins later
        returned.publish(before, ordinals, reason);
        var isAll = ordinals.size() == before.kept().size();
        returns.returnTickets(
                        booking, ordinals, terms, reason, isAll ? "BookingCancelled" : "BookingTicketsReturned", now)
                .ifPresent(freed -> changes.publishReturned(
                        new TicketChange(booking.event(), booking.id(), freed.tickets(), null), freed.message()));
        var code = booking.price().code();
        if (isAll && code != null) {
            returns.giveCodeBack(booking, code);
            changes.publishCodeUse(booking);
        }
        settle(booking, reason, now);
    }

    /// Brings the booking's status to what its tickets and its money say.
    @Transactional(propagation = Propagation.MANDATORY)
    public BookingMoney settle(Booking booking, @Nullable CancelReason reason, Instant now) {
        var current = money.lock(booking.event(), booking.id()).orElseThrow();
        var after = money.find(current);
        var status = statusOf(after);
        returns.moveTo(current, status, reason, now);
        if (status == BookingStatus.REFUNDED && current.status() != BookingStatus.REFUNDED) {
            messages.bookingRefunded(booking, after.refunded());
        }
        changes.publishChanged(booking.id());
        return after;
    }

    private static BookingStatus statusOf(BookingMoney money) {
        var status = money.booking().status();
        if (status.isInFlight() || status == BookingStatus.PAYMENT_FAILED) {
            return status;
        }
        if (money.kept().isEmpty()) {
            var isBack = money.refundDue().amount() == 0 && money.refunded().amount() > 0;
            return isBack ? BookingStatus.REFUNDED : BookingStatus.CANCELLED;
        }
        var isTouched = !money.returned().isEmpty() || money.refunds().stream().anyMatch(money::counts);
        return isTouched || status == BookingStatus.PARTIALLY_REFUNDED
                ? BookingStatus.PARTIALLY_REFUNDED
                : BookingStatus.CONFIRMED;
    }
}
