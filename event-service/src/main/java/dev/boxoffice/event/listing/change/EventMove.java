package dev.boxoffice.event.listing.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// To when an event moves.
///
/// @param startsAt null while the new date is not known: then the event is postponed
/// @param answerBy until when buyers may ask for their money
public record EventMove(
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        Instant answerBy,
        @Nullable String message) {}
