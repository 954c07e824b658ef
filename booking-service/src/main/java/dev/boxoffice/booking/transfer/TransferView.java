package dev.boxoffice.booking.transfer;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.EventVenueView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An offer as its giver or its receiver sees it.
///
/// @param direction `OUT` for the giver, `IN` for the receiver
/// @param to whom it is offered to; the giver alone is told
record TransferView(
        UUID transferId,
        String ticketId,
        UUID eventId,
        String event,
        @Nullable Instant startsAt,
        EventVenueView venue,
        String section,
        @Nullable String row,
        @Nullable String seat,
        Direction direction,
        @Nullable String to,
        TransferStatus status,
        Instant createdAt,
        Instant expiresAt) {

    enum Direction {
        OUT,
        IN
    }

    static TransferView of(Transfer transfer, EventSale sale, String caller) {
        var place = sale.layout().locationOf(transfer.ticket().ordinal());
        var isGiver = transfer.from().equals(caller);
        return new TransferView(
                transfer.id(),
                transfer.ticket().toString(),
                transfer.ticket().event(),
                sale.programme().name(),
                sale.programme().startsAt(),
                EventVenueView.of(sale.programme()),
                place.section(),
                place.row(),
                place.seat(),
                isGiver ? Direction.OUT : Direction.IN,
                isGiver ? transfer.to() : null,
                transfer.status(),
                transfer.createdAt(),
                transfer.expiresAt());
    }
}
