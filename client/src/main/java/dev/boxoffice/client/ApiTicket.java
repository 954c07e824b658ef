package dev.boxoffice.client;

import org.jspecify.annotations.Nullable;

/// One place at an event, as events, holds, bookings and the e-tickets of a booking show it.
///
/// @param row absent in general admission, as is `seat`
/// @param code signed, on e-tickets alone
public record ApiTicket(
        @Nullable String id,
        @Nullable String ticketId,
        String section,
        @Nullable String row,
        @Nullable String seat,
        @Nullable ApiMoney price,
        @Nullable String status,
        @Nullable String code) {}
