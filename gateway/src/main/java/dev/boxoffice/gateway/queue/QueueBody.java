package dev.boxoffice.gateway.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A visitor's standing as JSON (api.md); a field that says nothing in a state is left out.
@JsonInclude(JsonInclude.Include.NON_NULL)
record QueueBody(
        String state,
        @Nullable Long position,
        @Nullable Long place,
        @Nullable Long estimatedWaitSeconds,
        @Nullable String placeToken,
        @Nullable String admissionToken,
        @Nullable Instant expiresAt,
        @Nullable Long refreshAfterSeconds) {

    static QueueBody of(Answer.Waiting waiting) {
        return new QueueBody(
                "WAITING",
                waiting.position(),
                waiting.place(),
                waiting.estimatedWaitSeconds(),
                waiting.placeToken(),
                null,
                null,
                waiting.refreshAfterSeconds());
    }

    static QueueBody of(Answer.Admitted admitted) {
        return new QueueBody("ADMITTED", null, null, null, null, admitted.admissionToken(), admitted.expiresAt(), null);
    }

    static QueueBody of(Answer.SoldOut soldOut) {
        return new QueueBody("SOLD_OUT", null, null, null, soldOut.placeToken(), null, null, 30L);
    }

    /// Sent on a stream when the visitor is no longer in line.
    static QueueBody left() {
        return new QueueBody("LEFT", null, null, null, null, null, null, null);
    }

    boolean isLast() {
        return state.equals("LEFT");
    }

    /// A token signed anew says nothing new.
    boolean differsFrom(QueueBody other) {
        return !state.equals(other.state)
                || !Objects.equals(position, other.position)
                || !Objects.equals(estimatedWaitSeconds, other.estimatedWaitSeconds)
                || !Objects.equals(expiresAt, other.expiresAt);
    }
}
