package dev.boxoffice.booking.catalogue;

import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.platform.money.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A line as holds, quotes and bookings show it.
///
/// @param included in other lines already, and not added
public record LineView(
        BookingLine.Kind kind,
        String name,
        @Nullable String ticketId,
        @Nullable String priceType,
        Money amount,
        boolean included) {

    public static List<LineView> of(UUID event, List<BookingLine> lines) {
        return lines.stream()
                .map(line -> new LineView(
                        line.kind(),
                        line.name(),
                        line.ordinal() == null ? null : new TicketId(event, line.ordinal()).toString(),
                        line.priceType(),
                        line.amount(),
                        line.included()))
                .toList();
    }
}
