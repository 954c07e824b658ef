package dev.boxoffice.booking.booking.api;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.catalogue.TicketView;
import dev.boxoffice.platform.money.Money;
import java.util.List;
import java.util.stream.IntStream;
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
        return new BookingView(
                booking.id(),
                booking.status(),
                booking.status().isInFlight() ? booking.attempt().clientSecret() : null,
                booking.total(),
                tickets(booking, sale),
                booking.event(),
                failureCode(booking),
                booking.createdAt());
    }

    /// D5: Stripe's own code helps a buyer with a second card, and whoever tries out stolen ones.
    private static @Nullable String failureCode(Booking booking) {
        var code = booking.failureCode();
        return code != null && booking.attempt().number() > EXACT_DECLINES ? "card_declined" : code;
    }

    /// With the prices that were agreed when the seats were claimed.
    private static List<TicketView> tickets(Booking booking, EventSale sale) {
        var currency = booking.total().currency();
        return IntStream.range(0, booking.ordinals().size())
                .mapToObj(i -> TicketView.of(
                        sale,
                        booking.ordinals().get(i),
                        new Money(booking.amounts().get(i), currency)))
                .toList();
    }
}
