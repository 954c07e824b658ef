package dev.boxoffice.booking.booking.entitlement;

import dev.boxoffice.booking.booking.refund.ReturnTerms;
import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.platform.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Says line by line what does not go back. What rounding leaves over stands in the last line, so that the refund
/// and what is kept are what was paid, also over tickets that are given back one after the other.
final class KeptLineCalculator {

    private KeptLineCalculator() {}

    /// @param before how many tickets were given back before these
    static List<BookingLine> lines(
            BookingPrices prices, int before, List<Integer> ordinals, ReturnTerms terms, Money refund) {
        var kept = new ArrayList<BookingLine>();
        var open = -refund.amount();
        for (var line : prices.lines()) {
            var isShared = line.ordinal() == null;
            if (isShared || ordinals.contains(line.ordinal())) {
                var paid = isShared
                        ? shareOf(line, before + ordinals.size(), prices) - shareOf(line, before, prices)
                        : line.amount().amount();
                open += paid;
                kept.add(with(line, BookingPrices.isRefundable(line, terms) ? keptOf(paid, terms) : paid));
            }
        }
        var listed = kept.stream().mapToLong(line -> line.amount().amount()).sum();
        if (!kept.isEmpty() && open != listed) {
            var last = kept.removeLast();
            kept.add(with(last, last.amount().amount() + open - listed));
        }
        return kept.stream().filter(line -> line.amount().amount() != 0).toList();
    }

    /// Of a line that is all tickets'. The shares of several are the share of them together.
    private static long shareOf(BookingLine line, int tickets, BookingPrices prices) {
        return line.amount().amount() * tickets / prices.tickets();
    }

    private static long keptOf(long paid, ReturnTerms terms) {
        return BigDecimal.valueOf(paid)
                .multiply(ReturnTerms.ALL.subtract(terms.percent()))
                .divide(ReturnTerms.ALL, 0, RoundingMode.DOWN)
                .longValueExact();
    }

    private static BookingLine with(BookingLine line, long amount) {
        return new BookingLine(
                line.kind(),
                line.name(),
                line.ordinal(),
                line.priceType(),
                new Money(amount, line.amount().currency()),
                false,
                line.refundable());
    }
}
