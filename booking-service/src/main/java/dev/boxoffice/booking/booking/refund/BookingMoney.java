package dev.boxoffice.booking.booking.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.platform.money.Money;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What has been paid for a booking, what went back, and which of its tickets still open the door.
///
/// @param captured of the booking's own payment, in minor units
/// @param stray captured by payments that no ticket stands for
/// @param refunds in the order they came about
/// @param disputes the oldest first
/// @param used ordinals of tickets that somebody has gone in with
public record BookingMoney(
        Booking booking,
        long captured,
        long stray,
        List<BookingRefund> refunds,
        List<ReturnedTicket> returned,
        List<BookingDispute> disputes,
        Set<Integer> used,
        Set<Integer> transferred) {

    /// A booking to which nothing has happened since its payment.
    public static BookingMoney untouched(Booking booking) {
        var paid = booking.status().hasSeats() && !booking.status().isInFlight();
        return new BookingMoney(
                booking, paid ? booking.total().amount() : 0, 0, List.of(), List.of(), List.of(), Set.of(), Set.of());
    }

    public Money paid() {
        return money(captured + stray);
    }

    public Money refunded() {
        return money(sum(refund -> refund.status().isGiven()));
    }

    /// Promised, and not with the buyer yet.
    public Money refundDue() {
        return money(sum(BookingRefund::isOpen));
    }

    /// What of the booking's own payment is not promised yet, nor lost by a dispute.
    public long left() {
        var promised = refunds.stream()
                .filter(this::isOfOwnPayment)
                .filter(refund -> refund.status() != RefundStatus.FAILED || refund.isOwed())
                .mapToLong(refund -> refund.amount().amount())
                .sum();
        return Math.max(0, captured - promised - lost());
    }

    private long lost() {
        return disputes.stream()
                .filter(BookingDispute::isLost)
                .mapToLong(dispute -> dispute.amount().amount())
                .sum();
    }

    /// Whether a refund tells of the booking's own tickets and money: one that came to nothing does not.
    public boolean counts(BookingRefund refund) {
        return !refund.isWhole()
                && isOfOwnPayment(refund)
                && (refund.status() != RefundStatus.FAILED || refund.isOwed());
    }

    private boolean isOfOwnPayment(BookingRefund refund) {
        return refund.intent().equals(booking.attempt().intent());
    }

    private long sum(Predicate<BookingRefund> which) {
        return refunds.stream()
                .filter(which)
                .filter(refund ->
                        refund.amount().currency().equals(booking.total().currency()))
                .mapToLong(refund -> refund.amount().amount())
                .sum();
    }

    /// Tickets that the booking still has.
    public List<Integer> kept() {
        var gone = returned.stream().map(ReturnedTicket::ordinal).toList();
        return booking.ordinals().stream()
                .filter(ordinal -> !gone.contains(ordinal))
                .toList();
    }

    /// Tickets whose part of the payment is settled: on their terms those that are back, wholly those that a person
    /// has paid back, whether they are back or stay.
    public List<ReturnedTicket> settled() {
        var paidBack = paidBack();
        return Stream.concat(
                        returned.stream().filter(ticket -> !paidBack.contains(ticket.ordinal())),
                        paidBack.stream().map(ordinal -> new ReturnedTicket(ordinal, ReturnTerms.WHOLE)))
                .toList();
    }

    /// Tickets of which a person has given back everything that was left of it.
    public Set<Integer> paidBack() {
        return refunds.stream()
                .filter(refund -> counts(refund) || refund.waitsForDispute())
                .flatMap(refund -> ticketsOf(refund).stream())
                .collect(Collectors.toSet());
    }

    /// Tickets that a person has paid back by this.
    public List<Integer> ticketsOf(BookingRefund refund) {
        return refund.places().stream()
                .map(place -> booking.ordinals().get(place - 1))
                .toList();
    }

    /// As a refund names them.
    public List<Integer> placesOf(Collection<Integer> tickets) {
        return tickets.stream()
                .map(ordinal -> booking.ordinals().indexOf(ordinal) + 1)
                .sorted()
                .toList();
    }

    /// Of those it still has, the ones nobody has gone in with.
    public List<Integer> unused() {
        return kept().stream().filter(ordinal -> !used.contains(ordinal)).toList();
    }

    /// Of those it still has, the ones that are not somebody else's by now.
    public List<Integer> ofBuyer() {
        return kept().stream().filter(ordinal -> !transferred.contains(ordinal)).toList();
    }

    /// Of its buyer's, the ones nobody has gone in with.
    public List<Integer> returnable() {
        return ofBuyer().stream().filter(ordinal -> !used.contains(ordinal)).toList();
    }

    /// The price type that a ticket which stays needs beside it, as a child needs an adult, and loses with these.
    /// Those of them that are used, or another's, do not leave.
    public Optional<String> needLost(EventSale sale, Collection<Integer> leaving) {
        var tickets = booking.lines().stream()
                .filter(line -> line.kind() == BookingLine.Kind.TICKET && kept().contains(line.ordinal()))
                .toList();
        var staying = tickets.stream()
                .filter(line -> !leaving.contains(line.ordinal()) || !isValid(line))
                .toList();
        var had = tickets.stream().map(BookingLine::priceType).toList();
        var types = staying.stream().map(BookingLine::priceType).toList();
        return staying.stream()
                .flatMap(line -> sale.needOf(line).stream())
                .filter(need -> had.contains(need) && !types.contains(need))
                .findFirst();
    }

    private boolean isValid(BookingLine ticket) {
        return ticket.ordinal() != null && statusOf(ticket.ordinal()) == TicketStatus.VALID;
    }

    public TicketStatus statusOf(int ordinal) {
        return returned.stream()
                .filter(ticket -> ticket.ordinal() == ordinal)
                .map(ticket -> ticket.terms().status())
                .findFirst()
                .orElseGet(() -> statusOfKept(ordinal));
    }

    private TicketStatus statusOfKept(int ordinal) {
        if (transferred.contains(ordinal)) {
            return TicketStatus.TRANSFERRED;
        }
        return used.contains(ordinal) ? TicketStatus.USED : TicketStatus.VALID;
    }

    public Optional<BookingDispute> dispute() {
        return disputes.isEmpty() ? Optional.empty() : Optional.of(disputes.getLast());
    }

    public Money money(long amount) {
        return new Money(amount, booking.total().currency());
    }
}
