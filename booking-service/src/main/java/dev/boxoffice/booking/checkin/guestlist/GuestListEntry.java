package dev.boxoffice.booking.checkin.guestlist;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A ticket as a door without a network knows it.
///
/// @param bookingId together with `serial` the only code of it that lets in
/// @param inside whether somebody is in with it, as far as was known
record GuestListEntry(
        String ticketId,
        UUID bookingId,
        int serial,
        String section,
        @Nullable String row,
        @Nullable String seat,
        String priceType,
        boolean inside) {}
