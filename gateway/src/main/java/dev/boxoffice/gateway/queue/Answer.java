package dev.boxoffice.gateway.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a visitor of a waiting room is told.
sealed interface Answer {

    /// He waits. `position` (1 is next), `place` and the estimate are unknown before the draw.
    record Waiting(
            @Nullable Long position,
            @Nullable Long place,
            @Nullable Long estimatedWaitSeconds,
            String placeToken,
            long refreshAfterSeconds)
            implements Answer {}

    /// He may reserve until `expiresAt`.
    record Admitted(String admissionToken, Instant expiresAt) implements Answer {}

    /// Every seat is sold; his place stays his, should one come back.
    record SoldOut(String placeToken) implements Answer {}

    /// He has not joined, or has given his place back.
    record Absent() implements Answer {}

    /// Only listed users may join, and he is not listed.
    record NotAllowed() implements Answer {}

    /// The event is over or cancelled.
    record NotOnSale() implements Answer {}
}
