package dev.boxoffice.booking.hold;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.LineView;
import dev.boxoffice.booking.catalogue.TicketView;
import dev.boxoffice.booking.line.BookingLine;
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
        List<LineView> lines,
        Money total,
        Instant expiresAt,
        long expiresInSeconds,
        boolean guaranteed) {

    /// @param lines what it costs
    public static HoldView of(Hold hold, String id, EventSale sale, List<BookingLine> lines, Duration left) {
        return new HoldView(
                id,
                hold.event(),
                TicketView.of(sale, lines),
                LineView.of(hold.event(), lines),
                sale.pricing().total(lines),
                hold.deadline(),
                Math.max(0, left.toSeconds()),
                hold.guaranteed());
    }
}
