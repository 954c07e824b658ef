package dev.boxoffice.support.lookup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.boxoffice.platform.id.TimeOrderedId;
import org.jspecify.annotations.Nullable;

/// What the desk reads of booking-service's answer about a booking.
@JsonIgnoreProperties(ignoreUnknown = true)
record BookingSnapshot(
        @Nullable String status,
        @Nullable String eventId,
        @Nullable Total total) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Total(@Nullable Long amount, @Nullable String currency) {}

    BookingLookup.Found found() {
        return new BookingLookup.Found(
                status == null ? "UNKNOWN" : status,
                eventId == null ? null : TimeOrderedId.parse(eventId).orElse(null),
                total == null ? null : total.amount(),
                total == null ? null : total.currency());
    }
}
