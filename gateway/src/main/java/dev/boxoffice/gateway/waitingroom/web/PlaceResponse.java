package dev.boxoffice.gateway.waitingroom.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.boxoffice.gateway.waitingroom.estimate.WaitEstimate;
import dev.boxoffice.gateway.waitingroom.place.PlaceEnding;
import dev.boxoffice.gateway.waitingroom.place.PlaceResult;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How it stands for a visitor as JSON; a field that says nothing in a state is left out.
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlaceResponse(
        State state,
        @Nullable Long lot,
        @Nullable Long position,
        @Nullable Long place,
        @Nullable WaitEstimate estimatedWait,
        @Nullable Long estimatedWaitSeconds,
        @Nullable Long seatsAhead,
        @Nullable Boolean unlikely,
        @Nullable String message,
        @Nullable String placeToken,
        @Nullable String admissionToken,
        @Nullable Instant expiresAt,
        @Nullable Long refreshAfterSeconds,
        @Nullable String reason,
        @Nullable Map<String, Object> check) {

    private static final long REFRESH_WHEN_SOLD_OUT_SECONDS = 30;

    /// The last three end a stream; `reason` says why.
    enum State {
        WAITING,
        ADMITTED,
        SOLD_OUT,
        DONE,
        LAPSED,
        LEFT
    }

    /// Of whoever does not wait.
    private PlaceResponse(
            State state,
            @Nullable String placeToken,
            @Nullable String admissionToken,
            @Nullable Instant expiresAt,
            @Nullable Long refreshAfterSeconds,
            @Nullable String reason) {
        this(
                state,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                placeToken,
                admissionToken,
                expiresAt,
                refreshAfterSeconds,
                reason,
                null);
    }

    /// The answer to a request; whoever has no place is told so by a problem.
    static PlaceResponse of(PlaceResult result) {
        return switch (result) {
            case PlaceResult.Waiting waiting -> of(waiting);
            case PlaceResult.Admitted admitted -> of(admitted);
            case PlaceResult.SoldOut soldOut -> of(soldOut);
            case PlaceResult.Ended ended -> of(ended.ending());
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
            case PlaceResult.Ended ended -> of(ended.ending());
            case PlaceResult.NotJoined _ -> ended(State.LEFT, "LEFT");
            case PlaceResult.NotListed _ -> ended(State.LEFT, "NOT_LISTED");
            case PlaceResult.NotOnSale _ -> ended(State.LEFT, "NOT_ON_SALE");
        };
    }

    private static PlaceResponse of(PlaceResult.Waiting waiting) {
        WaitEstimate estimate = waiting.estimate();
        return new PlaceResponse(
                State.WAITING,
                waiting.lot(),
                waiting.position(),
                waiting.place(),
                estimate,
                estimate == null ? null : Long.valueOf(estimate.middleSeconds()),
                waiting.seatsAhead(),
                waiting.unlikely() ? Boolean.TRUE : null,
                waiting.message().isEmpty() ? null : waiting.message(),
                waiting.placeToken(),
                null,
                null,
                waiting.refreshAfterSeconds(),
                null,
                waiting.check());
    }

    private static PlaceResponse of(PlaceResult.Admitted admitted) {
        var admission = admitted.admission();
        return new PlaceResponse(State.ADMITTED, null, admission.token(), admission.expiresAt(), null, null);
    }

    private static PlaceResponse of(PlaceResult.SoldOut soldOut) {
        return new PlaceResponse(State.SOLD_OUT, soldOut.placeToken(), null, null, REFRESH_WHEN_SOLD_OUT_SECONDS, null);
    }

    private static PlaceResponse of(PlaceEnding ending) {
        return ended(
                switch (ending.state()) {
                    case DONE -> State.DONE;
                    case LAPSED -> State.LAPSED;
                    case LEFT -> State.LEFT;
                },
                ending.reason());
    }

    private static PlaceResponse ended(State state, String reason) {
        return new PlaceResponse(state, null, null, null, null, reason);
    }
}
