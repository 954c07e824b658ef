package dev.boxoffice.booking.booking.rescheduling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A move of an event after a booking was made.
///
/// @param number of the move, in its event
/// @param to null while the new date is not known
/// @param answer null while there is none: no answer is acceptance
public record Rescheduling(
        int number,
        @Nullable Instant from,
        @Nullable Instant to,
        Instant answerBy,
        @Nullable String message,
        @Nullable Answer answer) {

    /// What a buyer says to a move.
    public enum Answer {
        ACCEPT,
        REFUND
    }

    /// Whoever has asked for their money may ask for that of tickets which come back to them later.
    public boolean isOpenTo(Answer next, Instant now) {
        return now.isBefore(answerBy) && (answer != Answer.REFUND || next == Answer.REFUND);
    }
}
