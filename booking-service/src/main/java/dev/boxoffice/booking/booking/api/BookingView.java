package dev.boxoffice.booking.booking.api;

import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.catalogue.LineView;
import dev.boxoffice.booking.catalogue.TicketView;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A booking as the API shows it to its buyer.
///
/// @param clientSecret there while the buyer's browser has to act
/// @param lines what the total is made of, as agreed when the seats were taken
/// @param failureCode why the last payment failed
public record BookingView(
        UUID bookingId,
        BookingStatus status,
        @Nullable String clientSecret,
        List<LineView> lines,
        Money total,
        List<TicketView> tickets,
        UUID eventId,
        @Nullable String failureCode,
        Instant createdAt) {

    BookingView withoutClientSecret() {
        return new BookingView(bookingId, status, null, lines, total, tickets, eventId, failureCode, createdAt);
    }
}
