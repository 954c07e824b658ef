package dev.boxoffice.booking.booking.entitlement;

import dev.boxoffice.booking.booking.refund.ReturnTerms;
import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a buyer would get back for tickets, now.
///
/// @param kept what was paid for them and does not go back, line by line
/// @param until when it would be something else; null for never
public record TicketRefundQuote(
        List<Integer> ordinals,
        ReturnTerms terms,
        Money refund,
        List<BookingLine> kept,
        @Nullable Instant until) {}
