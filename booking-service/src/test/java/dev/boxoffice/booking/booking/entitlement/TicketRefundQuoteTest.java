package dev.boxoffice.booking.booking.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.refund.BookingMoney;
import dev.boxoffice.booking.booking.refund.BookingRefund;
import dev.boxoffice.booking.booking.refund.RefundStatus;
import dev.boxoffice.booking.booking.refund.ReturnTerms;
import dev.boxoffice.booking.booking.refund.ReturnTerms.Fees;
import dev.boxoffice.booking.booking.refund.ReturnedTicket;
import dev.boxoffice.booking.booking.refund.TicketStatus;
import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.booking.line.BookingLine.Kind;
import dev.boxoffice.booking.line.BookingPrice;
import dev.boxoffice.platform.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/// Money goes back for a ticket once, whoever gives it back, and in whatever order.
class TicketRefundQuoteTest {

    private static final String INTENT = "pi_1";
    private static final Instant AT = Instant.parse("2027-05-01T19:00:00Z");
    private static final ReturnTerms VOID_WHOLE = new ReturnTerms(TicketStatus.VOID, ReturnTerms.ALL, Fees.ALL);

    /// A step is a way in which one ticket's money may go back, times ten, plus the ticket.
    @Property
    void no_ticket_brings_more_than_its_part_nor_all_of_them_more_than_was_paid(
            @ForAll @IntRange(min = 1, max = 5) int tickets,
            @ForAll @LongRange(max = 9_999) long price,
            @ForAll @LongRange(max = 999) long fee,
            @ForAll @LongRange(max = 999) long shared,
            @ForAll @IntRange(max = 100) int percent,
            @ForAll @Size(max = 15) List<@IntRange(max = 49) Integer> steps) {
        var booking = booking(tickets, price, fee, shared);
        var money = BookingMoney.untouched(booking);
        var policy = new ReturnTerms(TicketStatus.RETURNED, BigDecimal.valueOf(percent), Fees.REFUNDABLE);
        var brought = new HashMap<Integer, Long>();
        for (var step : steps) {
            var ticket = booking.ordinals().get(step % 10 % tickets);
            money = switch (step / 10) {
                case 0 -> paidBack(money, ticket, brought);
                case 1 -> given(paidBack(money, ticket, brought), ticket, VOID_WHOLE, new HashMap<>());
                case 2 -> given(money, ticket, policy, brought);
                case 3 -> given(money, ticket, ReturnTerms.WHOLE, brought);
                default -> given(money, ticket, ReturnTerms.VOID, brought);
            };
        }
        assertThat(brought)
                .allSatisfy((_, sum) -> assertThat(sum * tickets)
                        .as("of a ticket, rounded")
                        .isLessThanOrEqualTo((price + fee) * tickets + shared + tickets));
        assertThat(brought.values().stream().mapToLong(sum -> sum).sum())
                .isLessThanOrEqualTo(booking.total().amount());
        assertThat(money.left())
                .isEqualTo(booking.total().amount()
                        - brought.values().stream().mapToLong(sum -> sum).sum());
    }

    /// By a person's decision; it stays its buyer's.
    private static BookingMoney paidBack(BookingMoney money, int ticket, Map<Integer, Long> brought) {
        if (!money.kept().contains(ticket)) {
            return money;
        }
        var amount = TicketRefundQuoteService.quote(money, List.of(ticket), ReturnTerms.WHOLE, null)
                .refund();
        brought.merge(ticket, amount.amount(), Long::sum);
        return with(money, refund(money, amount, money.placesOf(List.of(ticket))), null);
    }

    private static BookingMoney given(BookingMoney money, int ticket, ReturnTerms terms, Map<Integer, Long> brought) {
        if (!money.kept().contains(ticket)) {
            return money;
        }
        var returned = new ReturnedTicket(ticket, terms);
        if (terms.equals(VOID_WHOLE)) {
            return with(money, null, returned);
        }
        var amount = TicketRefundQuoteService.quote(money, List.of(ticket), terms, null)
                .refund();
        brought.merge(ticket, amount.amount(), Long::sum);
        return with(money, refund(money, amount, List.of()), returned);
    }

    private static BookingMoney with(
            BookingMoney money, @Nullable BookingRefund refund, @Nullable ReturnedTicket ticket) {
        var refunds = new ArrayList<>(money.refunds());
        if (refund != null && refund.amount().amount() > 0) {
            refunds.add(refund);
        }
        var returned = new ArrayList<>(money.returned());
        if (ticket != null) {
            returned.add(ticket);
        }
        return new BookingMoney(money.booking(), money.captured(), 0, refunds, returned, List.of(), Set.of(), Set.of());
    }

    private static BookingRefund refund(BookingMoney money, Money amount, List<Integer> places) {
        var booking = money.booking();
        return new BookingRefund(
                booking.event(),
                UUID.randomUUID(),
                booking.id(),
                INTENT,
                amount,
                RefundStatus.DUE,
                "ORGANIZER",
                null,
                null,
                true,
                null,
                1,
                0,
                places);
    }

    private static Booking booking(int tickets, long price, long fee, long shared) {
        var ordinals = IntStream.range(0, tickets).map(i -> i * 3).boxed().toList();
        var lines = new ArrayList<BookingLine>();
        for (var ordinal : ordinals) {
            lines.add(line(Kind.TICKET, ordinal, price));
            lines.add(line(Kind.FEE, ordinal, fee));
        }
        lines.add(line(Kind.FEE, null, shared));
        return new Booking(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "alice",
                "hold",
                ordinals,
                BookingPrice.of(lines, "EUR", 1, null),
                BookingStatus.CONFIRMED,
                null,
                null,
                new Booking.Attempt(1, true, AT, null, INTENT, null, AT),
                AT);
    }

    private static BookingLine line(Kind kind, @Nullable Integer ordinal, long amount) {
        return new BookingLine(kind, kind.name(), ordinal, "Standard", new Money(amount, "EUR"), false, true);
    }
}
