package dev.boxoffice.booking.transfer;

import dev.boxoffice.platform.input.MailAddress;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The body of `POST /tickets/{ticketId}/transfers`.
///
/// @param to a mail address or a subject
record TransferRequest(@Nullable String to) {

    private static final int MAX_LENGTH = 250;

    /// White space, and what nobody sees.
    private static final Pattern NOT_IN_SUBJECTS = Pattern.compile("[\\s\\p{Z}\\p{C}]");

    String required() {
        if (to == null || !isPlausible(to)) {
            throw FieldErrors.single("to", "must be a mail address or a subject, of at most 250 characters");
        }
        return to;
    }

    private static boolean isPlausible(String to) {
        return to.indexOf('@') < 0
                ? !to.isEmpty()
                        && to.length() <= MAX_LENGTH
                        && !NOT_IN_SUBJECTS.matcher(to).find()
                : MailAddress.isValid(to);
    }
}
