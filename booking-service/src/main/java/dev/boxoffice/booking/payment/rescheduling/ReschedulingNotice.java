package dev.boxoffice.booking.payment.rescheduling;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A move whose buyers are being told.
///
/// @param last the booking told last, in the order of their ids
record ReschedulingNotice(
        UUID event,
        int number,
        @Nullable UUID last,
        @Nullable Instant to,
        Instant answerBy,
        @Nullable String message,
        Instant createdAt) {}
