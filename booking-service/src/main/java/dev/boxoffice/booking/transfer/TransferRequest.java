package dev.boxoffice.booking.transfer;

import dev.boxoffice.platform.problem.FieldErrors;
import org.jspecify.annotations.Nullable;

/// The body of `POST /tickets/{ticketId}/transfers`.
///
/// @param to a mail address or a subject
record TransferRequest(@Nullable String to) {

    private static final int MAX_LENGTH = 250;

    String required() {
        if (to == null || to.isBlank() || to.length() > MAX_LENGTH) {
            throw FieldErrors.single("to", "must be a mail address or a subject, of at most 250 characters");
        }
        return to;
    }
}
