package dev.boxoffice.gateway.waitingroom.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.boxoffice.gateway.waitingroom.place.PlaceResult;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How it stands for a visitor as JSON (api.md); a field that says nothing in a state is left out.
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlaceResponse(
        State state,
        @Nullable Long position,
        @Nullable Long place,
        @Nullable Long estimatedWaitSeconds,
        @Nullable String placeToken,
        @Nullable String admissionToken,
        @Nullable Instant expiresAt,
        @Nullable Long refreshAfterSeconds) {

    private static final long REFRESH_WHEN_SOLD_OUT_SECONDS = 30;

    /// `LEFT` ends a stream.
    enum State {
        WAITING,
        ADMITTED,
        SOLD_OUT,
        LEFT
    }

    /// The answer to a request; whoever has no place is told so by a problem.
    static PlaceResponse of(PlaceResult result) {
        return switch (result) {
            case PlaceResult.Waiting waiting -> of(waiting);
            case PlaceResult.Admitted admitted -> of(admitted);
            case PlaceResult.SoldOut soldOut -> of(soldOut);
            case PlaceResult.NotJoined _ ->
                throw Problem.of(ProblemTypes.NOT_FOUND, "You are not in this waiting room; join it first.")
                        .toException();
            case PlaceResult.NotListed _ ->
                throw Problem.of(ProblemTypes.FORBIDDEN, "Only listed buyers may join this waiting room.")
                        .toException();
            case PlaceResult.NotOnSale _ ->
                throw Problem.of(ProblemTypes.NOT_ON_SALE, "The event is over or cancelled.")
                        .toException();
        };
    }

    /// The same on a stream that has begun, which ends where a request would be refused.
    static PlaceResponse ofStreamed(PlaceResult result) {
        return switch (result) {
            case PlaceResult.Waiting waiting -> of(waiting);
            case PlaceResult.Admitted admitted -> of(admitted);
            case PlaceResult.SoldOut soldOut -> of(soldOut);
            case PlaceResult.NotJoined _, PlaceResult.NotListed _, PlaceResult.NotOnSale _ ->
                new PlaceResponse(State.LEFT, null, null, null, null, null, null, null);
        };
    }

    private static PlaceResponse of(PlaceResult.Waiting waiting) {
        return new PlaceResponse(
                State.WAITING,
                waiting.position(),
                waiting.place(),
                waiting.estimatedWaitSeconds(),
                waiting.placeToken(),
                null,
                null,
                waiting.refreshAfterSeconds());
    }

    private static PlaceResponse of(PlaceResult.Admitted admitted) {
        return new PlaceResponse(
                State.ADMITTED,
                null,
                null,
                null,
                null,
                admitted.admission().token(),
                admitted.admission().expiresAt(),
                null);
    }

    private static PlaceResponse of(PlaceResult.SoldOut soldOut) {
        return new PlaceResponse(
                State.SOLD_OUT, null, null, null, soldOut.placeToken(), null, null, REFRESH_WHEN_SOLD_OUT_SECONDS);
    }
}
