package dev.boxoffice.booking.booking.entitlement;

import dev.boxoffice.booking.booking.entitlement.TicketRefundQuote.Kept;
import dev.boxoffice.booking.booking.entitlement.TicketRefundQuote.Kind;
import dev.boxoffice.booking.booking.refund.BookingMoney;
import dev.boxoffice.booking.booking.refund.ReturnTerms;
import dev.boxoffice.booking.booking.refund.TicketStatus;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Says what tickets given back now would bring, by the policy that the booking was bought under.
@Service
public class TicketRefundQuoteService {

    private static final long PERCENT = 100;

    private final BookingTermsService terms;
    private final SaleCatalogueService catalogue;

    TicketRefundQuoteService(BookingTermsService terms, SaleCatalogueService catalogue) {
        this.terms = terms;
        this.catalogue = catalogue;
    }

    /// By the booking's policy.
    public TicketRefundQuote quote(BookingMoney money, List<Integer> ordinals, Instant now) {
        var booking = money.booking();
        var startsAt = catalogue.find(booking.event()).orElseThrow().programme().startsAt();
        var applied = terms.policyOf(booking).at(startsAt, now);
        return quote(
                money,
                ordinals,
                new ReturnTerms(TicketStatus.RETURNED, applied.percent(), applied.fees()),
                applied.until());
    }

    /// Everything that was paid for them, whatever the policy says.
    public TicketRefundQuote whole(BookingMoney money, List<Integer> ordinals) {
        return quote(money, ordinals, ReturnTerms.WHOLE, null);
    }

    private TicketRefundQuote quote(
            BookingMoney money,
            List<Integer> ordinals,
            ReturnTerms applied,
            @Nullable Instant until) {
        var prices = terms.pricesOf(money.booking());
        var added = RefundEntitlement.added(prices, money.returned(), ordinals, applied);
        var refund = Math.clamp(added, 0, money.left());
        return new TicketRefundQuote(
                ordinals, applied, money.money(refund), kept(money, prices, ordinals, applied, refund), until);
    }

    /// Tickets first, then fees; what rounding leaves is in the last line, so that refund and lines are what was paid.
    private static List<Kept> kept(
            BookingMoney money, BookingPrices prices, List<Integer> ordinals, ReturnTerms applied, long refund) {
        var lines = new ArrayList<Kept>();
        for (var ordinal : ordinals) {
            var own = prices.of(ordinal);
            add(lines, money, Kind.TICKET, ordinal, own.price() * (PERCENT - applied.percent()) / PERCENT);
            add(lines, money, Kind.FEE, ordinal, keptFee(own.fees(), applied));
        }
        var paid = ordinals.stream().mapToLong(ordinal -> prices.of(ordinal).all()).sum()
                + prices.shared().all() * ordinals.size() / Math.max(1, prices.tickets());
        var listed = lines.stream().mapToLong(line -> line.amount().amount()).sum();
        add(lines, money, Kind.FEE, null, Math.max(0, paid - refund - listed));
        return lines;
    }

    private static long keptFee(long fees, ReturnTerms applied) {
        return applied.fees() ? fees * (PERCENT - applied.percent()) / PERCENT : fees;
    }

    private static void add(
            List<Kept> lines,
            BookingMoney money,
            Kind kind,
            @Nullable Integer ordinal,
            long amount) {
        if (amount > 0) {
            lines.add(new Kept(kind, ordinal, money.money(amount)));
        }
    }
}
