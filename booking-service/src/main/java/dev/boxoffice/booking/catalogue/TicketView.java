package dev.boxoffice.booking.catalogue;

import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.platform.money.Money;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A ticket as holds and bookings show it.
///
/// @param price before discounts, fees and taxes
public record TicketView(
        String id,
        String section,
        @Nullable String row,
        @Nullable String seat,
        String priceType,
        Money price) {

    /// Of each line that is a ticket's.
    public static List<TicketView> of(EventSale sale, List<BookingLine> lines) {
        return lines.stream()
                .filter(line -> line.kind() == BookingLine.Kind.TICKET)
                .map(line -> of(sale, line))
                .toList();
    }

    private static TicketView of(EventSale sale, BookingLine line) {
        var ordinal = Objects.requireNonNull(line.ordinal(), "a ticket has an ordinal");
        var location = sale.layout().locationOf(ordinal);
        return new TicketView(
                new TicketId(sale.id(), ordinal).toString(),
                location.section(),
                location.row(),
                location.seat(),
                line.name(),
                line.amount());
    }
}
