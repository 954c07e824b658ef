package dev.boxoffice.booking.report;

import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who has a ticket.
///
/// @param price of the ticket, before discounts, fees and taxes
/// @param checkedInAt absent for who is not inside
record AttendeeRow(
        String ticketId,
        String section,
        @Nullable String row,
        @Nullable String seat,
        String priceType,
        Money price,
        UUID bookingId,
        @Nullable String holderName,
        @Nullable String email,
        @Nullable Instant checkedInAt) {}
