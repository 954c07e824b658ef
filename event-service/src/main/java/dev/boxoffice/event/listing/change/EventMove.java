package dev.boxoffice.event.listing.change;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// To when an event moves.
///
/// @param startsAt null while the new date is not known: then the event is postponed
/// @param endsAt null where nobody has said when it ends
/// @param answerBy until when buyers may ask for their money
public record EventMove(
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        Instant answerBy,
        @Nullable String message) {

    /// Where only a new start is given, the event is as long as it was.
    public EventMove keepingLength(@Nullable Instant fromStart, @Nullable Instant fromEnd) {
        if (startsAt == null || endsAt != null || fromStart == null || fromEnd == null) {
            return this;
        }
        return new EventMove(startsAt, startsAt.plus(Duration.between(fromStart, fromEnd)), answerBy, message);
    }
}
