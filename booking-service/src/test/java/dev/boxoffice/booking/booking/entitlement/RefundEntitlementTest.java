package dev.boxoffice.booking.booking.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.booking.refund.ReturnTerms;
import dev.boxoffice.booking.booking.refund.ReturnedTicket;
import dev.boxoffice.booking.booking.refund.TicketStatus;
import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.booking.line.BookingLine.Kind;
import dev.boxoffice.platform.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefundEntitlementTest {

    private static final Instant START = Instant.parse("2027-05-01T19:00:00Z");

    private static BookingLine line(Kind kind, @Nullable Integer ordinal, long amount, boolean refundable) {
        return new BookingLine(kind, kind.name(), ordinal, "Standard", new Money(amount, "EUR"), false, refundable);
    }

    private static BookingPrices prices(int tickets, long price, long fee, long shared) {
        var lines = new ArrayList<BookingLine>();
        IntStream.range(0, tickets).forEach(ordinal -> {
            lines.add(line(Kind.TICKET, ordinal, price + ordinal, true));
            lines.add(line(Kind.FEE, ordinal, fee, ordinal % 2 == 0));
        });
        lines.add(line(Kind.FEE, null, shared, true));
        return new BookingPrices(lines, tickets);
    }

    private static long total(BookingPrices prices) {
        return prices.lines().stream().mapToLong(it -> it.amount().amount()).sum();
    }

    /// In any order and any split: the same sum to the cent.
    @Property
    void split_and_order_change_nothing(
            @ForAll @IntRange(min = 1, max = 9) int tickets,
            @ForAll @LongRange(max = 99_999) long price,
            @ForAll @LongRange(max = 999) long fee,
            @ForAll @LongRange(max = 999) long shared,
            @ForAll @IntRange(max = 100_000) int thousandths,
            @ForAll ReturnTerms.Fees fees,
            @ForAll long seed) {
        var prices = prices(tickets, price, fee, shared);
        var terms = new ReturnTerms(TicketStatus.RETURNED, BigDecimal.valueOf(thousandths, 3), fees);
        var order = new ArrayList<>(IntStream.range(0, tickets).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        var given = new ArrayList<ReturnedTicket>();
        var sum = 0L;
        var random = new Random(seed);
        for (var next = 0; next < tickets; ) {
            var some = List.copyOf(order.subList(next, Math.min(tickets, next + 1 + random.nextInt(3))));
            var added = RefundEntitlement.added(prices, given, some, terms, 1);
            assertThat(added).isGreaterThanOrEqualTo(0);
            sum += added;
            some.forEach(ordinal -> given.add(new ReturnedTicket(ordinal, terms)));
            next += some.size();
        }
        assertThat(sum)
                .isEqualTo(RefundEntitlement.added(
                        prices, List.of(), IntStream.range(0, tickets).boxed().toList(), terms, 1))
                .isLessThanOrEqualTo(total(prices));
    }

    @Property
    void everything_is_everything_and_a_currencys_step_is_kept(
            @ForAll @IntRange(min = 1, max = 9) int tickets, @ForAll @LongRange(max = 9_999) long price) {
        var prices = prices(tickets, price, 7, 13);
        var all = IntStream.range(0, tickets).boxed().toList();
        assertThat(RefundEntitlement.added(prices, List.of(), all, ReturnTerms.WHOLE, 1))
                .isEqualTo(total(prices));
        assertThat(RefundEntitlement.added(prices, List.of(), all.subList(0, 1), ReturnTerms.WHOLE, 10) % 10)
                .isZero();
    }

    /// What goes back and what is kept are what was paid, at once and one by one.
    @Property
    void the_lines_kept_and_the_refund_are_what_was_paid(
            @ForAll @IntRange(min = 1, max = 9) int tickets,
            @ForAll @LongRange(max = 9_999) long price,
            @ForAll @LongRange(max = 999) long shared,
            @ForAll @IntRange(max = 100) int percent) {
        var prices = prices(tickets, price, 50, shared);
        var terms = new ReturnTerms(TicketStatus.RETURNED, BigDecimal.valueOf(percent), ReturnTerms.Fees.NONE);
        var all = IntStream.range(0, tickets).boxed().toList();
        assertThat(refundAndKept(prices, List.of(), all, terms)).isEqualTo(total(prices));

        var given = new ArrayList<ReturnedTicket>();
        var sum = 0L;
        for (var ordinal : all) {
            sum += refundAndKept(prices, given, List.of(ordinal), terms);
            given.add(new ReturnedTicket(ordinal, terms));
        }
        assertThat(sum).isEqualTo(total(prices));
    }

    private static long refundAndKept(
            BookingPrices prices, List<ReturnedTicket> before, List<Integer> ordinals, ReturnTerms terms) {
        var refund = RefundEntitlement.added(prices, before, ordinals, terms, 1);
        return KeptLineCalculator.lines(prices, before.size(), ordinals, terms, new Money(refund, "EUR")).stream()
                        .mapToLong(line -> line.amount().amount())
                        .sum()
                + refund;
    }

    @Test
    void the_open_window_that_gives_most_applies_until_it_ends() {
        var policy = new BookingRefundPolicy(
                List.of(
                        new BookingRefundPolicy.Window(Duration.ofDays(1), BigDecimal.valueOf(50)),
                        new BookingRefundPolicy.Window(Duration.ofDays(7), BigDecimal.valueOf(100))),
                false);
        var early = policy.at(START, START.minus(Duration.ofDays(8)));
        assertThat(early.percent()).isEqualByComparingTo("100");
        assertThat(early.until()).isEqualTo(START.minus(Duration.ofDays(7)));
        assertThat(policy.at(START, START.minus(Duration.ofDays(7))).percent()).isEqualByComparingTo("50");
        assertThat(policy.at(START, START.minus(Duration.ofHours(1))).percent()).isEqualByComparingTo("0");
        assertThat(BookingRefundPolicy.DEFAULT.at(START, START.minusSeconds(1)).percent())
                .isEqualByComparingTo("100");
    }
}
