package dev.boxoffice.search.index;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a search reads back of an indexed event.
@JsonIgnoreProperties(ignoreUnknown = true)
public record IndexedEvent(
        String eventId,
        String state,
        @Nullable Instant overAt,
        @Nullable Instant salesStartAt,
        @Nullable Instant endedAt,
        @Nullable AvailabilityLevel availability,
        int tickets,
        int available,
        IndexedEventCard card) {

    public static final List<String> FIELDS = List.of(
            "eventId", "state", "overAt", "salesStartAt", "endedAt", "availability", "tickets", "available", "card");
}
