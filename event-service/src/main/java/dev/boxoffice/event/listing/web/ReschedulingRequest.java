package dev.boxoffice.event.listing.web;

import dev.boxoffice.event.listing.change.EventMove;
import dev.boxoffice.platform.problem.FieldErrors;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The body of `POST /events/{eventId}/rescheduling`.
///
/// @param startsAt left out while the new date is not known
/// @param answerBy left out: in two weeks, or when the event starts if that is sooner
record ReschedulingRequest(
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Instant answerBy,
        @Nullable String message) {

    private static final Duration TIME_TO_ANSWER = Duration.ofDays(14);
    private static final int MAX_MESSAGE = 2_000;

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 naming what does not fit together
    EventMove toMove(Instant now) {
        var last = answerBy == null ? usual(now) : answerBy;
        FieldErrors.collect()
                .rejectIf(startsAt != null && !startsAt.isAfter(now), "startsAt", "must be in the future")
                .rejectIf(endsAt != null && startsAt == null, "endsAt", "needs startsAt")
                .rejectIf(
                        endsAt != null && startsAt != null && !endsAt.isAfter(startsAt),
                        "endsAt",
                        "must be after startsAt")
                .rejectIf(!last.isAfter(now), "answerBy", "must be in the future")
                .rejectIf(startsAt != null && last.isAfter(startsAt), "answerBy", "must not be after startsAt")
                .rejectIf(
                        message != null && message.length() > MAX_MESSAGE,
                        "message",
                        "must have at most " + MAX_MESSAGE + " characters")
                .throwIfAny();
        return new EventMove(startsAt, endsAt, last, message);
    }

    private Instant usual(Instant now) {
        var usual = now.plus(TIME_TO_ANSWER);
        return startsAt != null && startsAt.isBefore(usual) ? startsAt : usual;
    }
}
