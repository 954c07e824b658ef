package dev.boxoffice.booking.booking.entitlement;

import dev.boxoffice.booking.booking.refund.ReturnTerms;
import dev.boxoffice.booking.booking.refund.ReturnedTicket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// What a buyer is entitled to for the tickets given back so far. It is computed for all of them together and rounded
/// once: given back one by one or at once, in any order, they come to the same sum to the cent.
public final class RefundEntitlement {

    private static final long PERCENT = 100;

    private RefundEntitlement() {}

    /// In minor units.
    ///
    /// @param step least amount that can be paid in the currency
    public static long of(BookingPrices prices, Collection<ReturnedTicket> returned, long step) {
        var sum = returned.stream().map(ticket -> exactly(prices, ticket)).reduce(BigDecimal.ZERO, BigDecimal::add);
        var unit = BigDecimal.valueOf(PERCENT * prices.tickets() * step);
        return sum.divide(unit, 0, RoundingMode.HALF_UP)
                .multiply(BigDecimal.valueOf(step))
                .longValueExact();
    }

    /// In hundredths of a minor unit, times the number of tickets.
    private static BigDecimal exactly(BookingPrices prices, ReturnedTicket ticket) {
        var terms = ticket.terms();
        return BigDecimal.valueOf(prices.refundableOf(ticket.ordinal(), terms))
                .multiply(BigDecimal.valueOf(prices.tickets()))
                .add(BigDecimal.valueOf(prices.refundableShared(terms)))
                .multiply(terms.percent());
    }

    /// What the next tickets add to it: the entitlement with them, less the entitlement without.
    public static long added(
            BookingPrices prices,
            Collection<ReturnedTicket> before,
            List<Integer> ordinals,
            ReturnTerms terms,
            long step) {
        var next = ordinals.stream().map(ordinal -> new ReturnedTicket(ordinal, terms));
        return of(prices, Stream.concat(before.stream(), next).toList(), step) - of(prices, before, step);
    }
}
