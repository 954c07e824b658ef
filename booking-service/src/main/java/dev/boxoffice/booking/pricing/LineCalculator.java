package dev.boxoffice.booking.pricing;

import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.booking.line.BookingLine.Kind;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.money.StripeCurrency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the lines of tickets, in the order of the tickets: each with its discount, fees and tax, then what is
/// due once a booking.
///
/// Discounts and fees are rounded in the buyer's favour, line by line, so that a ticket's fee does not depend on the
/// tickets beside it. A tax is rounded once, for all, and split. Every amount that is added is a multiple of what the
/// currency can be charged in.
public final class LineCalculator {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final String currency;
    private final List<Fee> fees;
    private final @Nullable SalesTax tax;
    private final long step;

    public LineCalculator(String currency, List<Fee> fees, @Nullable SalesTax tax) {
        this.currency = currency;
        this.fees = List.copyOf(fees);
        this.tax = tax;
        this.step = StripeCurrency.step(currency);
    }

    /// @param tickets at least one, each price a multiple of the currency's step
    public List<BookingLine> lines(List<PricedTicket> tickets, @Nullable Discount discount) {
        var off = discounts(tickets, discount);
        var groups = new ArrayList<List<BookingLine>>();
        var net = 0L;
        for (var i = 0; i < tickets.size(); i++) {
            var ticket = tickets.get(i);
            var group = new ArrayList<BookingLine>();
            group.add(BookingLine.ticket(ticket.ordinal(), ticket.priceType(), money(ticket.amount())));
            if (discount != null && off[i] > 0) {
                group.add(line(Kind.DISCOUNT, discount.name(), ticket, -off[i], false, true));
            }
            addFees(Fee.Per.TICKET, ticket.amount() - off[i], ticket, group);
            net = Math.addExact(net, ticket.amount() - off[i]);
            groups.add(group);
        }
        var ofBooking = new ArrayList<BookingLine>();
        addFees(Fee.Per.BOOKING, net, null, ofBooking);
        groups.add(ofBooking);
        if (tax != null) {
            addTax(tax, groups);
        }
        return groups.stream().flatMap(List::stream).toList();
    }

    private long[] discounts(List<PricedTicket> tickets, @Nullable Discount discount) {
        var prices = tickets.stream()
                .mapToLong(ticket -> ticket.discounted() ? ticket.amount() : 0)
                .toArray();
        if (discount == null) {
            return new long[prices.length];
        }
        if (discount.percent() == null) {
            var most = Arrays.stream(prices).sum();
            return LargestRemainder.split(
                    Math.min(discount.amount() == null ? 0 : discount.amount(), most), prices, step);
        }
        var off = new long[prices.length];
        for (var i = 0; i < prices.length; i++) {
            off[i] = Math.min(prices[i], share(prices[i], discount.percent(), HUNDRED, RoundingMode.CEILING, step));
        }
        return off;
    }

    private void addFees(Fee.Per per, long net, @Nullable PricedTicket ticket, List<BookingLine> group) {
        for (var fee : fees) {
            if (fee.per() == per) {
                var amount = fee.percent() == null
                        ? fee.amount() == null ? 0 : fee.amount()
                        : share(net, fee.percent(), HUNDRED, RoundingMode.FLOOR, step);
                if (amount > 0) {
                    group.add(line(Kind.FEE, fee.name(), ticket, amount, false, fee.refundable()));
                }
            }
        }
    }

    /// What comes back and what does not have tax lines of their own.
    private void addTax(SalesTax tax, List<List<BookingLine>> groups) {
        var bases = new long[groups.size() * 2];
        for (var i = 0; i < groups.size(); i++) {
            bases[2 * i] = sum(groups.get(i), true);
            bases[2 * i + 1] = sum(groups.get(i), false);
        }
        var base = Arrays.stream(bases).reduce(0L, Math::addExact);
        var divisor = tax.included() ? HUNDRED.add(tax.percent()) : HUNDRED;
        var unit = tax.included() ? 1 : step;
        var parts =
                LargestRemainder.split(share(base, tax.percent(), divisor, RoundingMode.HALF_UP, unit), bases, unit);
        for (var i = 0; i < parts.length; i++) {
            if (parts[i] > 0) {
                var group = groups.get(i / 2);
                var first = group.getFirst();
                group.add(new BookingLine(
                        Kind.TAX,
                        tax.name(),
                        first.ordinal(),
                        first.priceType(),
                        money(parts[i]),
                        tax.included(),
                        i % 2 == 0));
            }
        }
    }

    private static long sum(List<BookingLine> group, boolean refundable) {
        return group.stream()
                .filter(line -> line.refundable() == refundable)
                .mapToLong(line -> line.amount().amount())
                .sum();
    }

    private static long share(long base, BigDecimal percent, BigDecimal divisor, RoundingMode rounding, long unit) {
        return BigDecimal.valueOf(base)
                .multiply(percent)
                .divide(divisor.multiply(BigDecimal.valueOf(unit)), 0, rounding)
                .multiply(BigDecimal.valueOf(unit))
                .longValueExact();
    }

    private BookingLine line(
            Kind kind, String name, @Nullable PricedTicket ticket, long amount, boolean included, boolean refundable) {
        return new BookingLine(
                kind,
                name,
                ticket == null ? null : ticket.ordinal(),
                ticket == null ? null : ticket.priceType(),
                money(amount),
                included,
                refundable);
    }

    private Money money(long amount) {
        return new Money(amount, currency);
    }
}
