package dev.boxoffice.booking.booking.entitlement;

import dev.boxoffice.booking.booking.refund.BookingMoney;
import dev.boxoffice.booking.booking.refund.ReturnTerms;
import dev.boxoffice.booking.booking.refund.ReturnTerms.Fees;
import dev.boxoffice.booking.booking.refund.TicketStatus;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.platform.money.StripeCurrency;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Says what tickets given back now would bring, by the policy that the booking was bought under.
@Service
public class TicketRefundQuoteService {

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
        var fees = applied.fees() ? Fees.REFUNDABLE : Fees.NONE;
        return quote(money, ordinals, new ReturnTerms(TicketStatus.RETURNED, applied.percent(), fees), applied.until());
    }

    /// Somebody else has paid for them: their whole price, whatever the policy says of the moment; fees as it says.
    public TicketRefundQuote resold(BookingMoney money, List<Integer> ordinals, Instant now) {
        var booking = money.booking();
        var startsAt = catalogue.find(booking.event()).orElseThrow().programme().startsAt();
        var fees = terms.policyOf(booking).at(startsAt, now).fees() ? Fees.REFUNDABLE : Fees.NONE;
        return quote(money, ordinals, new ReturnTerms(TicketStatus.RETURNED, ReturnTerms.ALL, fees), null);
    }

    /// Everything that was paid for them, whatever the policy says.
    public TicketRefundQuote whole(BookingMoney money, List<Integer> ordinals) {
        return quote(money, ordinals, ReturnTerms.WHOLE, null);
    }

    /// What a person has paid back of a ticket goes back no more, nor is it kept.
    static TicketRefundQuote quote(
            BookingMoney money, List<Integer> ordinals, ReturnTerms applied, @Nullable Instant until) {
        var prices = BookingPrices.of(money.booking());
        var step = StripeCurrency.step(money.booking().total().currency());
        var settled = money.settled();
        var open = ordinals.stream()
                .filter(ordinal -> !money.paidBack().contains(ordinal))
                .toList();
        var added = RefundEntitlement.added(prices, settled, open, applied, step);
        var refund = money.money(Math.clamp(added, 0, money.left()));
        var kept = KeptLineCalculator.lines(prices, settled.size(), open, applied, money.money(added));
        return new TicketRefundQuote(ordinals, applied, refund, kept, until);
    }
}
