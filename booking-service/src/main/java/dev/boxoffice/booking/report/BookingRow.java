package dev.boxoffice.booking.report;

import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A booking as its organizer reads it.
///
/// @param buyer the token's `sub`; made up where it was sold at the box office
/// @param tickets how many it was made of
record BookingRow(
        UUID bookingId,
        BookingStatus status,
        SalesChannel channel,
        String buyer,
        @Nullable String name,
        @Nullable String email,
        int tickets,
        Money total,
        Instant createdAt) {}
