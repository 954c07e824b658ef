package dev.boxoffice.booking.payment.rescheduling;

import dev.boxoffice.booking.booking.rescheduling.Rescheduling.Answer;
import dev.boxoffice.platform.problem.FieldErrors;
import org.jspecify.annotations.Nullable;

/// The body of `POST /bookings/{bookingId}/rescheduling`.
record ReschedulingAnswerRequest(@Nullable Answer answer) {

    Answer required() {
        if (answer == null) {
            throw FieldErrors.single("answer", "must be ACCEPT or REFUND");
        }
        return answer;
    }
}
