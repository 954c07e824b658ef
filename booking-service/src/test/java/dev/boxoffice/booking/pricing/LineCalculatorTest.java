package dev.boxoffice.booking.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.booking.line.BookingLine.Kind;
import dev.boxoffice.booking.line.BookingLineConverter;
import dev.boxoffice.booking.line.BookingPrice;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.money.StripeCurrency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Sums of lines, whatever tickets, discounts, fees and taxes come together, in currencies of none, two and three
/// digits.
class LineCalculatorTest {

    record Basket(
            String currency,
            List<PricedTicket> tickets,
            List<Fee> fees,
            @Nullable SalesTax tax,
            @Nullable Discount discount) {

        List<BookingLine> lines() {
            return new LineCalculator(currency, fees, tax).lines(tickets, discount);
        }

        long step() {
            return StripeCurrency.step(currency);
        }
    }

    @Provide
    Arbitrary<Basket> baskets() {
        return Arbitraries.of("EUR", "JPY", "KWD", "ISK", "HUF").flatMap(currency -> {
            var step = StripeCurrency.step(currency);
            var amounts = Arbitraries.longs().between(0, 9_999_999 / step).map(steps -> steps * step);
            var percents = Arbitraries.bigDecimals()
                    .between(BigDecimal.ZERO, BigDecimal.valueOf(100))
                    .ofScale(3);
            var tickets = Combinators.combine(amounts, Arbitraries.of(true, false))
                    .as((amount, discounted) -> new PricedTicket(0, "Adult", amount, discounted))
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(20)
                    .map(LineCalculatorTest::numbered);
            var fees = Combinators.combine(
                            Arbitraries.of(Fee.Per.values()),
                            amounts,
                            percents,
                            Arbitraries.of(true, false),
                            Arbitraries.of(true, false))
                    .as((per, amount, percent, isShare, refundable) ->
                            new Fee("Service", per, isShare ? null : amount, isShare ? percent : null, refundable))
                    .list()
                    .ofMaxSize(4);
            var taxes = Combinators.combine(percents, Arbitraries.of(true, false))
                    .as((percent, included) -> new SalesTax("VAT", percent, included))
                    .injectNull(0.2);
            var discounts = Combinators.combine(amounts, percents, Arbitraries.of(true, false))
                    .as((amount, percent, isShare) ->
                            new Discount("SUMMER", isShare ? percent : null, isShare ? null : amount))
                    .injectNull(0.2);
            return Combinators.combine(tickets, fees, taxes, discounts)
                    .as((some, more, tax, discount) -> new Basket(currency, some, more, tax, discount));
        });
    }

    private static List<PricedTicket> numbered(List<PricedTicket> tickets) {
        return IntStream.range(0, tickets.size())
                .mapToObj(i -> new PricedTicket(
                        i * 3, "Adult", tickets.get(i).amount(), tickets.get(i).discounted()))
                .toList();
    }

    @Property
    void every_line_that_is_added_can_be_charged_and_only_discounts_are_negative(@ForAll("baskets") Basket basket) {
        for (var line : basket.lines()) {
            var amount = line.amount().amount();
            assertThat(line.kind() == Kind.DISCOUNT ? -amount : amount).isNotNegative();
            if (!line.included()) {
                assertThat(amount % basket.step()).isZero();
            }
        }
    }

    @Property
    void no_ticket_costs_less_than_nothing(@ForAll("baskets") Basket basket) {
        for (var ticket : basket.tickets()) {
            var net = basket.lines().stream()
                    .filter(line -> Integer.valueOf(ticket.ordinal()).equals(line.ordinal()))
                    .filter(line -> line.kind() == Kind.TICKET || line.kind() == Kind.DISCOUNT)
                    .mapToLong(line -> line.amount().amount())
                    .sum();
            assertThat(net).isBetween(0L, ticket.amount());
        }
    }

    @Property
    void a_share_is_rounded_in_the_buyers_favour_ticket_by_ticket(@ForAll("baskets") Basket basket) {
        var discount = basket.discount();
        if (discount == null || discount.percent() == null) {
            return;
        }
        for (var ticket : basket.tickets()) {
            var exact = ticket.discounted()
                    ? BigDecimal.valueOf(ticket.amount())
                            .multiply(discount.percent())
                            .movePointLeft(2)
                    : BigDecimal.ZERO;
            var off = BigDecimal.valueOf(offOf(basket, ticket.ordinal()));
            assertThat(off).isGreaterThanOrEqualTo(exact);
            assertThat(off.subtract(exact)).isLessThan(BigDecimal.valueOf(basket.step()));
        }
    }

    @Property
    void an_amount_off_is_taken_off_whole_and_from_the_tickets_it_is_good_for(@ForAll("baskets") Basket basket) {
        var discount = basket.discount();
        if (discount == null || discount.amount() == null) {
            return;
        }
        var most = basket.tickets().stream()
                .filter(PricedTicket::discounted)
                .mapToLong(PricedTicket::amount)
                .sum();
        var off = basket.tickets().stream()
                .mapToLong(ticket -> offOf(basket, ticket.ordinal()))
                .sum();
        assertThat(off).isEqualTo(Math.min(most, discount.amount()));
        assertThat(basket.tickets().stream().filter(ticket -> !ticket.discounted()))
                .allMatch(ticket -> offOf(basket, ticket.ordinal()) == 0);
    }

    private static long offOf(Basket basket, int ordinal) {
        return -basket.lines().stream()
                .filter(line ->
                        line.kind() == Kind.DISCOUNT && Integer.valueOf(ordinal).equals(line.ordinal()))
                .mapToLong(line -> line.amount().amount())
                .sum();
    }

    @Property
    void the_tax_is_that_of_the_whole_to_the_nearest_unit(@ForAll("baskets") Basket basket) {
        var tax = basket.tax();
        if (tax == null) {
            assertThat(basket.lines()).noneMatch(line -> line.kind() == Kind.TAX);
            return;
        }
        var base = BigDecimal.valueOf(sum(basket.lines(), false));
        var divisor = tax.included() ? tax.percent().add(BigDecimal.valueOf(100)) : BigDecimal.valueOf(100);
        var unit = BigDecimal.valueOf(tax.included() ? 1 : basket.step());
        var exact = base.multiply(tax.percent()).divide(divisor, 12, RoundingMode.HALF_EVEN);
        assertThat(BigDecimal.valueOf(sum(basket.lines(), true))
                        .subtract(exact)
                        .abs()
                        .multiply(BigDecimal.TWO))
                .isLessThanOrEqualTo(unit.add(new BigDecimal("0.0000001")));
    }

    private static long sum(List<BookingLine> lines, boolean ofTaxes) {
        return lines.stream()
                .filter(line -> (line.kind() == Kind.TAX) == ofTaxes)
                .mapToLong(line -> line.amount().amount())
                .sum();
    }

    @Property
    void a_tickets_fees_are_the_same_beside_whatever_other_tickets(@ForAll("baskets") Basket basket) {
        if (basket.discount() != null) {
            return;
        }
        var alone = new Basket(basket.currency(), List.of(basket.tickets().getFirst()), basket.fees(), null, null);
        assertThat(feesOfFirst(basket)).isEqualTo(feesOfFirst(alone));
    }

    private static List<BookingLine> feesOfFirst(Basket basket) {
        return basket.lines().stream()
                .filter(line -> line.kind() == Kind.FEE && Integer.valueOf(0).equals(line.ordinal()))
                .toList();
    }

    @Property
    void what_was_agreed_is_the_same_after_it_was_stored(@ForAll("baskets") Basket basket) {
        var lines = basket.lines();
        var price = BookingPrice.of(lines, basket.currency(), 7, null);
        var ordinals = basket.tickets().stream().map(PricedTicket::ordinal).toList();
        assertThat(price.lines(ordinals)).isEqualTo(lines);
        assertThat(price.total()).isEqualTo(BookingLine.total(lines, basket.currency()));
        assertThat(BookingLineConverter.fromJson(BookingLineConverter.toJson(lines), basket.currency()))
                .isEqualTo(lines);
    }

    @Property
    void parts_add_up_and_are_nobodys_loss_by_more_than_a_step(
            @ForAll("amounts") long amount, @ForAll("weights") long[] weights) {
        var parts = LargestRemainder.split(amount * 10, weights, 10);
        var sum = IntStream.range(0, weights.length).mapToLong(i -> weights[i]).sum();
        if (sum == 0) {
            assertThat(parts).containsOnly(0);
            return;
        }
        assertThat(IntStream.range(0, parts.length).mapToLong(i -> parts[i]).sum())
                .isEqualTo(amount * 10);
        for (var i = 0; i < parts.length; i++) {
            var exact = BigDecimal.valueOf(amount * 10)
                    .multiply(BigDecimal.valueOf(weights[i]))
                    .divide(BigDecimal.valueOf(sum), 9, RoundingMode.HALF_EVEN);
            assertThat(BigDecimal.valueOf(parts[i]).subtract(exact).abs()).isLessThan(BigDecimal.TEN);
        }
    }

    @Provide
    Arbitrary<Long> amounts() {
        return Arbitraries.longs().between(0, 10_000_000_000L);
    }

    @Provide
    Arbitrary<long[]> weights() {
        return Arbitraries.longs()
                .between(0, 100_000_000_000L)
                .array(long[].class)
                .ofMinSize(1)
                .ofMaxSize(200);
    }

    @Test
    void two_adults_and_a_child_with_a_code_a_fee_and_the_tax_in_it() {
        var tickets = new ArrayList<PricedTicket>();
        tickets.add(new PricedTicket(0, "Adult", 4500, true));
        tickets.add(new PricedTicket(1, "Adult", 4500, true));
        tickets.add(new PricedTicket(2, "Child", 2005, true));
        var lines = new LineCalculator(
                        "EUR",
                        List.of(
                                new Fee("Service", Fee.Per.TICKET, 150L, null, false),
                                new Fee("Order", Fee.Per.BOOKING, null, new BigDecimal("2.5"), false)),
                        new SalesTax("VAT", BigDecimal.valueOf(19), true))
                .lines(tickets, new Discount("SUMMER", BigDecimal.TEN, null));
        assertThat(lines.stream().map(line -> line.kind() + " " + line.amount().amount()))
                .containsExactly(
                        "TICKET 4500",
                        "DISCOUNT -450",
                        "FEE 150",
                        "TAX 647",
                        "TAX 24",
                        "TICKET 4500",
                        "DISCOUNT -450",
                        "FEE 150",
                        "TAX 647",
                        "TAX 24",
                        "TICKET 2005",
                        "DISCOUNT -201",
                        "FEE 150",
                        "TAX 288",
                        "TAX 24",
                        "FEE 247",
                        "TAX 39");
        assertThat(BookingLine.total(lines, "EUR")).isEqualTo(new Money(10_601, "EUR"));
    }
}
