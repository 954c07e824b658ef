package dev.boxoffice.booking.catalogue;

import dev.boxoffice.platform.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A ticket as holds and bookings show it.
public record TicketView(
        String id,
        String section,
        @Nullable String row,
        @Nullable String seat,
        Money price) {

    public static List<TicketView> of(EventSale sale, List<Integer> ordinals) {
        return ordinals.stream()
                .map(ordinal -> of(sale, ordinal, sale.priceOf(ordinal)))
                .toList();
    }

    public static TicketView of(EventSale sale, int ordinal, Money price) {
        var location = sale.layout().locationOf(ordinal);
        return new TicketView(
                new TicketId(sale.id(), ordinal).toString(),
                location.section(),
                location.row(),
                location.seat(),
                price);
    }
}
