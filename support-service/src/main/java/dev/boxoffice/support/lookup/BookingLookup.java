package dev.boxoffice.support.lookup;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What booking-service said of a booking.
public sealed interface BookingLookup {

    record Found(
            String status,
            @Nullable UUID eventId,
            @Nullable Long amount,
            @Nullable String currency) implements BookingLookup {}

    /// There is no such booking of this caller's.
    record NotYours() implements BookingLookup {}

    /// It did not say in time: the case is taken in without, and enriched later.
    record Unknown() implements BookingLookup {}
}
