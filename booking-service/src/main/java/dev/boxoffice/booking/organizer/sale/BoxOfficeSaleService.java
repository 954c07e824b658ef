package dev.boxoffice.booking.organizer.sale;

import dev.boxoffice.booking.access.BoxOfficeBuyer;
import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.offer.Offer;
import dev.boxoffice.booking.hold.offer.OfferService;
import dev.boxoffice.booking.hold.offer.SeatRequest;
import dev.boxoffice.booking.hold.reserve.OrganizerHoldResult;
import dev.boxoffice.booking.hold.reserve.OrganizerHoldService;
import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.booking.line.BookingPrice;
import dev.boxoffice.booking.organizer.HouseSeatService;
import dev.boxoffice.booking.pricing.PriceChoice;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.money.Money;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Sells at the box office: whatever is free, and what is withheld for the house, until the event is over. The sale's
/// window and the limits of a customer are for the public; prices and their types are the same.
@Service
class BoxOfficeSaleService {

    /// What is sold, how it is paid, who gets it and who sells it.
    record Wish(
            SeatRequest seats,
            BoxOfficePayment payment,
            @Nullable BuyerContact contact,
            String soldBy) {}

    private final OfferService offers;
    private final HouseSeatService house;
    private final OrganizerHoldService holds;
    private final SaleRecordService records;
    private final Clock clock;

    BoxOfficeSaleService(
            OfferService offers,
            HouseSeatService house,
            OrganizerHoldService holds,
            SaleRecordService records,
            Clock clock) {
        this.offers = offers;
        this.house = house;
        this.holds = holds;
        this.records = records;
        this.clock = clock;
    }

    BoxOfficeSaleResult sell(EventSale sale, Wish wish) {
        if (!wish.seats().existsIn(sale)) {
            return new BoxOfficeSaleResult.NoSuchSeats();
        }
        if (!sale.isSellable() || sale.isOver(clock.instant())) {
            return new BoxOfficeSaleResult.NotOnSale();
        }
        return switch (offers.offer(wish.seats(), sale, null)) {
            case Offer.NotChargeable(var fault) -> new BoxOfficeSaleResult.NotChargeable(fault);
            case Offer.Priced offer -> sell(sale, wish, offer);
        };
    }

    private BoxOfficeSaleResult sell(EventSale sale, Wish wish, Offer.Priced offer) {
        var booking = TimeOrderedId.next();
        var held = switch (wish.seats()) {
            case SeatRequest.Listed(var _, var ordinals, var _) ->
                house.hold(sale, BoxOfficeBuyer.of(booking), ordinals);
            case SeatRequest.BestAvailable best -> holds.hold(sale, BoxOfficeBuyer.of(booking), best, offer);
        };
        return switch (held) {
            case OrganizerHoldResult.Held(var kept) -> {
                var ordinals = wish.seats() instanceof SeatRequest.Listed(var _, var listed, var _)
                        ? listed
                        : ordinalsOf(kept);
                var price = priceOf(sale, ordinals, offer.price(), wish.payment());
                yield records.write(
                        new BoxOfficeSale(
                                sale.id(),
                                booking,
                                ordinals,
                                price,
                                wish.payment(),
                                wish.contact(),
                                wish.soldBy(),
                                clock.instant()),
                        kept);
            }
            case OrganizerHoldResult.Taken(var taken) -> new BoxOfficeSaleResult.Taken(taken);
            case OrganizerHoldResult.SoldOut() -> new BoxOfficeSaleResult.SoldOut();
            case OrganizerHoldResult.RedisOut() -> new BoxOfficeSaleResult.RedisOut();
        };
    }

    private static List<Integer> ordinalsOf(List<Hold> holds) {
        return holds.stream().flatMap(hold -> hold.ordinals().stream()).sorted().toList();
    }

    private static BookingPrice priceOf(
            EventSale sale, List<Integer> ordinals, PriceChoice choice, BoxOfficePayment payment) {
        var lines = sale.lines(ordinals, choice.types(), null);
        var due =
                payment == BoxOfficePayment.CASH ? lines : complimentary(lines).toList();
        return BookingPrice.of(due, sale.pricing().currency(), choice.version(), null);
    }

    /// The tickets as they are, for nothing: no fee and no tax is due of it.
    private static Stream<BookingLine> complimentary(List<BookingLine> lines) {
        return lines.stream()
                .filter(line -> line.kind() == BookingLine.Kind.TICKET)
                .map(line -> new BookingLine(
                        line.kind(),
                        line.name(),
                        line.ordinal(),
                        line.priceType(),
                        Money.zero(line.amount().currency()),
                        line.included(),
                        line.refundable()));
    }
}
