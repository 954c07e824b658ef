package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.waitingroom.admission.Admission;
import dev.boxoffice.gateway.waitingroom.estimate.WaitEstimate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a visitor of a waiting room is told.
public sealed interface PlaceResult {

    /// They wait. `position` (1 is next), `place` and what follows from them are unknown before the draw.
    ///
    /// @param lot the number they are drawn by, or were given by arrival
    /// @param seatsAhead seats that those before them will want at the least
    /// @param unlikely whether these are all that are left
    /// @param message what the organiser tells all who wait; empty where nothing
    /// @param check what they are to solve before they are admitted, since their turn has come
    record Waiting(
            long lot,
            @Nullable Long position,
            @Nullable Long place,
            @Nullable WaitEstimate estimate,
            @Nullable Long seatsAhead,
            boolean unlikely,
            String message,
            String placeToken,
            long refreshAfterSeconds,
            @Nullable Map<String, Object> check)
            implements PlaceResult {}

    /// They may reserve.
    record Admitted(Admission admission) implements PlaceResult {}

    /// Every seat is sold; their place stays theirs, should one come back.
    record SoldOut(String placeToken) implements PlaceResult {}

    /// They had a place, and how that ended.
    record Ended(PlaceEnding ending) implements PlaceResult {}

    /// They have not joined, or have given their place back.
    record NotJoined() implements PlaceResult {}

    /// Only listed users may join, and they are not listed.
    record NotListed() implements PlaceResult {}

    /// The event is over or cancelled.
    record NotOnSale() implements PlaceResult {}

    /// Whether somebody who was told the other one learns something by this one: neither a token signed anew nor an
    /// estimate that moved is news.
    default boolean differsFrom(PlaceResult other) {
        return switch (this) {
            case Waiting now ->
                !(other instanceof Waiting before
                        && Objects.equals(now.position(), before.position())
                        && (now.check() == null) == (before.check() == null)
                        && now.unlikely() == before.unlikely()
                        && now.message().equals(before.message()));
            case Admitted now ->
                !(other instanceof Admitted before
                        && now.admission().expiresAt().equals(before.admission().expiresAt()));
            case SoldOut _ -> !(other instanceof SoldOut);
            case Ended _, NotJoined _, NotListed _, NotOnSale _ -> !equals(other);
        };
    }
}
