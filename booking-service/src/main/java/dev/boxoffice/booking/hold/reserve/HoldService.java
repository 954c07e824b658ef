package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.offer.Offer;
import dev.boxoffice.booking.hold.offer.OfferService;
import dev.boxoffice.booking.hold.reserve.HoldResult.NoSuchSeats;
import dev.boxoffice.booking.hold.reserve.HoldResult.NotChargeable;
import dev.boxoffice.booking.hold.reserve.HoldResult.NotOnSale;
import dev.boxoffice.booking.hold.reserve.HoldResult.TooManyForOneBooking;
import dev.boxoffice.platform.token.AdmissionTokenSigner;
import org.springframework.stereotype.Service;

/// Holds seats for a buyer: all that were asked for, or none.
@Service
class HoldService {

    private final SaleCatalogueService catalogue;
    private final OfferService offers;
    private final AdmissionTokenSigner admissions;
    private final SeatSelectionService selection;
    private final UnguaranteedHoldService unguaranteed;

    HoldService(
            SaleCatalogueService catalogue,
            OfferService offers,
            AdmissionTokenSigner admissions,
            SeatSelectionService selection,
            UnguaranteedHoldService unguaranteed) {
        this.catalogue = catalogue;
        this.offers = offers;
        this.admissions = admissions;
        this.selection = selection;
        this.unguaranteed = unguaranteed;
    }

    HoldResult hold(Reservation reservation) {
        var seats = reservation.seats();
        var sale = catalogue.find(seats.event()).orElse(null);
        if (sale == null || !seats.existsIn(sale)) {
            return new NoSuchSeats();
        }
        if (seats.quantity() > sale.maxPerBooking()) {
            return new TooManyForOneBooking(sale.maxPerBooking());
        }
        if (!sale.isSellable()) {
            return new NotOnSale();
        }
        return switch (offers.offer(seats, sale, reservation.code())) {
            case Offer.NotChargeable(var fault) -> new NotChargeable(fault);
            case Offer.Priced offer -> hold(reservation, offer, sale);
        };
    }

    private HoldResult hold(Reservation reservation, Offer.Priced offer, EventSale sale) {
        var admission = admissions.verify(reservation.admissionToken(), reservation.subject(), sale.id());
        var attempt = new HoldAttempt(Hold.newKey(), reservation, offer, admission.orElse(null), sale);
        return selection.hold(attempt).orElseGet(() -> unguaranteed.hold(attempt));
    }
}
