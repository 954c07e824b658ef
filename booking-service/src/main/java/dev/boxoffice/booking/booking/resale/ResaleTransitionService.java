package dev.boxoffice.booking.booking.resale;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingTransitionService.SharedTransition;
import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.booking.entitlement.TicketRefundQuoteService;
import dev.boxoffice.booking.booking.entitlement.TicketRefundService;
import dev.boxoffice.booking.booking.mail.BuyerMailPublisher;
import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.booking.refund.RefundRequestedBy;
import dev.boxoffice.booking.booking.resale.ResaleRepository.PaidFor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/// Hands tickets on when they are paid for. Locks all bookings by their ids, then all their tickets, then the
/// counts of all sellers, before any is changed: of sellers who give them back or pass others on, gates, and
/// payments that are told of twice, each sees what the others have done, and none waits for one that waits for
/// it.
@Service
class ResaleTransitionService implements SharedTransition {

    private final ResaleRepository resales;
    private final BookingMoneyRepository money;
    private final TicketRefundQuoteService quotes;
    private final TicketRefundService refunds;
    private final BuyerMailPublisher mails;

    ResaleTransitionService(
            ResaleRepository resales,
            BookingMoneyRepository money,
            TicketRefundQuoteService quotes,
            TicketRefundService refunds,
            BuyerMailPublisher mails) {
        this.resales = resales;
        this.money = money;
        this.quotes = quotes;
        this.refunds = refunds;
        this.mails = mails;
    }

    @Override
    @Transactional
    public <T> Optional<T> confirm(UUID event, UUID booking, Instant now, Supplier<Optional<T>> statement) {
        var locked = lock(event, booking);
        if (locked.isEmpty()) {
            return Optional.empty();
        }
        var paidFor = resales.findPaidFor(event, booking);
        resales.lockCountsOfHolders(
                event, paidFor.stream().map(PaidFor::ordinal).toList());
        paidFor.stream()
                .collect(Collectors.groupingBy(PaidFor::seller))
                .forEach((seller, sold) ->
                        sell(Objects.requireNonNull(locked.get(seller), "locked with its buyer"), sold, now));
        return orUndo(statement.get());
    }

    @Override
    @Transactional
    public <T> Optional<T> release(UUID event, UUID booking, Instant now, Supplier<Optional<T>> statement) {
        if (lock(event, booking).isEmpty()) {
            return Optional.empty();
        }
        resales.giveBack(event, booking, now);
        return orUndo(statement.get());
    }

    private static <T> Optional<T> orUndo(Optional<T> made) {
        if (made.isEmpty()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return made;
    }

    /// @return the bookings by id; none where this one pays for no other's tickets
    private Map<UUID, Booking> lock(UUID event, UUID booking) {
        var ids = new ArrayList<>(resales.findSellers(event, booking));
        if (ids.isEmpty()) {
            return Map.of();
        }
        ids.add(booking);
        var locked = new HashMap<UUID, Booking>();
        ids.stream().sorted().forEach(id -> locked.put(id, money.lock(event, id).orElseThrow()));
        resales.lock(
                event,
                locked.values().stream()
                        .flatMap(one -> one.ordinals().stream())
                        .distinct()
                        .toList());
        return locked;
    }

    private void sell(Booking seller, List<PaidFor> sold, Instant now) {
        var found = money.find(seller);
        var ordinals = sold.stream().map(PaidFor::ordinal).toList();
        var quote = quotes.resold(found, ordinals, now);
        refunds.takeBack(found, quote, CancelReason.RESOLD, RefundRequestedBy.NOBODY, now);
        mails.ticketsResold(seller, ordinals, quote.refund());
    }
}
