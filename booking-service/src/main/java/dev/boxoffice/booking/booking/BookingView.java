package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogue;
import dev.boxoffice.booking.catalogue.TicketView;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A booking as the API shows it to its buyer.
///
/// @param clientSecret there while the buyer's browser has to act
/// @param failureCode why the last payment failed
public record BookingView(
        UUID bookingId,
        BookingStatus status,
        @Nullable String clientSecret,
        Money total,
        List<TicketView> tickets,
        UUID eventId,
        @Nullable String failureCode,
        Instant createdAt) {

    /// Puts names and prices to a booking's seats.
    @Component
    public static class Assembler {
        private final SaleCatalogue catalogue;
        private final BookingQueries bookings;

        Assembler(SaleCatalogue catalogue, BookingQueries bookings) {
            this.catalogue = catalogue;
            this.bookings = bookings;
        }

        public BookingView of(Booking booking) {
            var sale = catalogue.find(booking.event()).orElseThrow();
            return new BookingView(
                    booking.id(),
                    booking.status(),
                    booking.status().isInFlight() ? booking.attempt().clientSecret() : null,
                    booking.total(),
                    tickets(booking, sale),
                    booking.event(),
                    booking.failureCode(),
                    booking.createdAt());
        }

        /// Prices do not change after publication; should one have, the booking's own lines say what was
        /// agreed.
        private List<TicketView> tickets(Booking booking, EventSale sale) {
            var asAgreed = sale.totalOf(booking.ordinals()).equals(booking.total());
            Map<Integer, Long> agreed = asAgreed ? Map.of() : bookings.pricesOf(booking.event(), booking.id());
            return booking.ordinals().stream()
                    .map(ordinal -> {
                        var now = sale.priceOf(ordinal);
                        var amount = agreed.getOrDefault(ordinal, now.amount());
                        return TicketView.of(
                                sale, ordinal, new Money(amount, booking.total().currency()));
                    })
                    .toList();
        }
    }
}
