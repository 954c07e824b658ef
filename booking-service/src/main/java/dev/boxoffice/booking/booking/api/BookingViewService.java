package dev.boxoffice.booking.booking.api;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.catalogue.TicketView;
import dev.boxoffice.platform.money.Money;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Puts names and prices to a booking's seats.
@Service
public class BookingViewService {

    private static final int EXACT_DECLINES = 3;

    private final SaleCatalogueService catalogue;
    private final BookingRepository bookings;

    BookingViewService(SaleCatalogueService catalogue, BookingRepository bookings) {
        this.catalogue = catalogue;
        this.bookings = bookings;
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

    /// Prices do not change after publication; should one have, the booking's own lines say what was agreed.
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
