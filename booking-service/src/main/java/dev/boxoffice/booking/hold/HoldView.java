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
import org.jspecify.annotations.Nullable;

/// A hold as the API shows it.
///
/// @param warnings only in the answer to its reserve
public record HoldView(
        String holdId,
        UUID eventId,
        List<TicketView> tickets,
        List<LineView> lines,
        Money total,
        Instant expiresAt,
        long expiresInSeconds,
        boolean guaranteed,
        @Nullable List<Warning> warnings) {

    /// What its buyer should know of it, though nothing stands in the way.
    ///
    /// @param type of the problem it would be where the event refuses it
    /// @param seats tickets it is about
    public record Warning(String type, String detail, List<String> seats) {}

    /// @param given empty where there are none
    public HoldView warnedOf(List<Warning> given) {
        return given.isEmpty()
                ? this
                : new HoldView(holdId, eventId, tickets, lines, total, expiresAt, expiresInSeconds, guaranteed, given);
    }

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
                hold.guaranteed(),
                null);
    }
}
