package dev.boxoffice.booking.ticket;

import dev.boxoffice.platform.money.Money;
import org.jspecify.annotations.Nullable;

/// A ticket one can walk in with.
///
/// @param holderName whose it is, where they have said so
/// @param code what is in the QR code, signed
public record ETicket(
        String ticketId,
        String section,
        @Nullable String row,
        @Nullable String seat,
        Money price,
        @Nullable String holderName,
        String code) {}
