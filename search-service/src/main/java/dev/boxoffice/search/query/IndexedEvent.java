package dev.boxoffice.search.query;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.boxoffice.search.index.Availability;
import dev.boxoffice.search.index.EventCard;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a search reads back of an indexed event.
@JsonIgnoreProperties(ignoreUnknown = true)
record IndexedEvent(
        String eventId,
        String state,
        @Nullable Instant overAt,
        @Nullable Instant salesStartAt,
        @Nullable Instant endedAt,
        @Nullable Availability availability,
        int tickets,
        int available,
        EventCard card) {

    static final List<String> FIELDS = List.of(
            "eventId", "state", "overAt", "salesStartAt", "endedAt", "availability", "tickets", "available", "card");
}
