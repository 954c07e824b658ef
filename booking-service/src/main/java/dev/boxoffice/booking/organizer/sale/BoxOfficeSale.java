package dev.boxoffice.booking.organizer.sale;

import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.line.BookingPrice;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A sale that is to be written down.
///
/// @param ordinals ascending
/// @param contact null where nobody is to be written to
/// @param soldBy subject of who sells
record BoxOfficeSale(
        UUID event,
        UUID booking,
        List<Integer> ordinals,
        BookingPrice price,
        BoxOfficePayment payment,
        @Nullable BuyerContact contact,
        String soldBy,
        Instant at) {}
