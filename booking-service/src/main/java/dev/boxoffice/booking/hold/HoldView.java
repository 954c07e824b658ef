package dev.boxoffice.booking.hold;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.TicketView;
import dev.boxoffice.platform.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A hold as the API shows it.
public record HoldView(
        String holdId,
        UUID eventId,
        List<TicketView> tickets,
        Money total,
        Instant expiresAt,
        long expiresInSeconds,
        boolean guaranteed) {

    public static HoldView of(Hold hold, String id, EventSale sale, Duration left) {
        return new HoldView(
                id,
                hold.event(),
                TicketView.of(sale, hold.ordinals()),
                sale.totalOf(hold.ordinals()),
                hold.deadline(),
                Math.max(0, left.toSeconds()),
                hold.guaranteed());
    }
}
