package dev.boxoffice.booking.booking.api;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.catalogue.LineView;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.catalogue.TicketView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Puts names and prices to a booking's seats.
@Service
public class BookingViewService {

    private static final int EXACT_DECLINES = 3;

    private final SaleCatalogueService catalogue;

    BookingViewService(SaleCatalogueService catalogue) {
        this.catalogue = catalogue;
    }

    public BookingView viewOf(Booking booking) {
        var sale = catalogue.find(booking.event()).orElseThrow();
        var lines = booking.lines();
        return new BookingView(
                booking.id(),
                booking.status(),
                booking.status().isInFlight() ? booking.attempt().clientSecret() : null,
                LineView.of(booking.event(), lines),
                booking.total(),
                TicketView.of(sale, lines),
                booking.event(),
                failureCode(booking),
                booking.createdAt());
    }

    /// D5: Stripe's own code helps a buyer with a second card, and whoever tries out stolen ones.
    private static @Nullable String failureCode(Booking booking) {
        var code = booking.failureCode();
        return code != null && booking.attempt().number() > EXACT_DECLINES ? "card_declined" : code;
    }
}
