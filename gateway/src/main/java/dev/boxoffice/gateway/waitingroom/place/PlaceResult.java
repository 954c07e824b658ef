package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.waitingroom.admission.Admission;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a visitor of a waiting room is told.
public sealed interface PlaceResult {

    /// They wait. `position` (1 is next), `place` and the estimate are unknown before the draw.
    record Waiting(
            @Nullable Long position,
            @Nullable Long place,
            @Nullable Long estimatedWaitSeconds,
            String placeToken,
            long refreshAfterSeconds)
            implements PlaceResult {}

    /// They may reserve.
    record Admitted(Admission admission) implements PlaceResult {}

    /// Every seat is sold; their place stays theirs, should one come back.
    record SoldOut(String placeToken) implements PlaceResult {}

    /// They have not joined, or have given their place back.
    record NotJoined() implements PlaceResult {}

    /// Only listed users may join, and they are not listed.
    record NotListed() implements PlaceResult {}

    /// The event is over or cancelled.
    record NotOnSale() implements PlaceResult {}

    /// Whether somebody who was told the other one learns something by this one: a token signed anew says nothing new.
    default boolean differsFrom(PlaceResult other) {
        return switch (this) {
            case Waiting now ->
                !(other instanceof Waiting before
                        && Objects.equals(now.position(), before.position())
                        && Objects.equals(now.estimatedWaitSeconds(), before.estimatedWaitSeconds()));
            case Admitted now ->
                !(other instanceof Admitted before
                        && now.admission().expiresAt().equals(before.admission().expiresAt()));
            case SoldOut _ -> !(other instanceof SoldOut);
            case NotJoined _, NotListed _, NotOnSale _ -> !equals(other);
        };
    }
}
