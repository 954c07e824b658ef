package dev.boxoffice.gateway.waitingroom.place;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What Redis knows of a visitor: the reply of [PlaceVisitScript].
sealed interface PlaceVisit {

    /// They have a place, and are inside until `admittedUntil` if that is not null.
    record Found(Place place, @Nullable Instant admittedUntil) implements PlaceVisit {

        boolean isInside(Instant now) {
            return admittedUntil != null && now.isBefore(admittedUntil);
        }
    }

    /// They have not joined, or have given their place back.
    record NotJoined() implements PlaceVisit {}

    /// Their time inside has ended, and how.
    record Ended(PlaceEnding ending) implements PlaceVisit {}

    /// Only listed users may join, and they are not listed.
    record NotListed() implements PlaceVisit {}

    /// There is no waiting room, or Redis has lost it.
    record NoWaitingRoom() implements PlaceVisit {}
}
