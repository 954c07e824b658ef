package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.offer.Offer;
import dev.boxoffice.booking.hold.store.ReserveCommand;
import dev.boxoffice.booking.hold.store.SeatChoice;
import dev.boxoffice.booking.pricing.PriceChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reservation that may go ahead, as far as the catalogue knows.
///
/// @param holdKey names the hold it becomes
/// @param offer what it comes to
/// @param admission id of the admission in hand, already verified; null without
record HoldAttempt(
        String holdKey,
        Reservation reservation,
        Offer.Priced offer,
        @Nullable String admission,
        EventSale sale) {

    ReserveCommand command(SeatChoice seats) {
        return new ReserveCommand(
                holdKey,
                sale,
                reservation.buyer(),
                admission,
                reservation.idempotency(),
                offer.price(),
                offer.code(),
                reservation.seats().quantity(),
                seats);
    }

    /// @param key its own, or that of the request it repeats
    /// @param price its own, or that of the request it repeats
    Hold hold(
            String key, List<Integer> ordinals, PriceChoice price, Instant deadline, Duration ttl, boolean guaranteed) {
        return new Hold(sale.id(), key, reservation.buyer(), ordinals, price, deadline, ttl, guaranteed);
    }
}
