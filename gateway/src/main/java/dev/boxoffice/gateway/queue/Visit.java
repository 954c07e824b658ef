package dev.boxoffice.gateway.queue;

import dev.boxoffice.gateway.queue.PlaceTokens.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What Redis knows of a visitor.
sealed interface Visit {

    /// He has a place, and is inside until `admittedUntil` if that is not null.
    record InLine(Place place, @Nullable Instant admittedUntil) implements Visit {

        boolean isInside(Instant now) {
            return admittedUntil != null && now.isBefore(admittedUntil);
        }
    }

    /// He has not joined.
    record Absent() implements Visit {}

    /// The event lets only listed users join, and he is not listed.
    record Refused() implements Visit {}

    /// There is no waiting room, or Redis has lost it.
    record NoRoom() implements Visit {}
}
