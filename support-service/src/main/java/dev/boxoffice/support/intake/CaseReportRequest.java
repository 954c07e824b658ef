package dev.boxoffice.support.intake;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.privacy.CardNumberMask;
import dev.boxoffice.support.triage.severity.ContractTier;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A report as it is sent.
///
/// @param reportedSeverity a claim, from 1 to 3; it decides nothing
record CaseReportRequest(
        @Nullable String subject,
        @Nullable String body,
        @Nullable String channel,
        @Nullable String bookingId,
        @Nullable String eventId,
        @Nullable String errorCode,
        @Nullable Integer reportedSeverity) {

    static final int MAX_SUBJECT = 200;
    static final int MAX_BODY = 10_000;
    private static final Set<String> CHANNELS = Set.of("EMAIL", "IN_APP");
    private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t\\r\\n]]");

    /// The report, of a request that is valid.
    CaseReport report(Caller caller, ContractTier tier, CaseReport.Language language) {
        return new CaseReport(
                caller.subject(),
                caller.email(),
                caller.name(),
                tier,
                channelOrDefault(),
                cleanSubject(),
                cleanBody(),
                id(bookingId, "bookingId", "is not one of your bookings"),
                id(eventId, "eventId", "is no event we know"),
                cleanErrorCode(),
                claimedSeverity(),
                language);
    }

    private static @Nullable UUID id(@Nullable String text, String field, String otherwise) {
        return text == null || text.isBlank()
                ? null
                : TimeOrderedId.parse(text).orElseThrow(() -> FieldErrors.single(field, otherwise));
    }

    void validate() {
        FieldErrors.collect()
                .rejectIf(!fits(subject, MAX_SUBJECT), "subject", "must have 1 to " + MAX_SUBJECT + " characters")
                .rejectIf(!fits(body, MAX_BODY), "body", "must have 1 to " + MAX_BODY + " characters")
                .rejectIf(!CHANNELS.contains(channelOrDefault()), "channel", "must be EMAIL or IN_APP")
                .rejectIf(
                        errorCode != null
                                && !errorCode.isBlank()
                                && !ERROR_CODE.matcher(errorCode.strip()).matches(),
                        "errorCode",
                        "must have at most 64 letters, digits or _ . : / -")
                .rejectIf(
                        reportedSeverity != null && (reportedSeverity < 1 || reportedSeverity > 3),
                        "reportedSeverity",
                        "must be 1, 2 or 3")
                .throwIfAny();
    }

    private static boolean fits(@Nullable String text, int most) {
        return text != null && !text.isBlank() && text.length() <= most;
    }

    String channelOrDefault() {
        return channel == null ? "IN_APP" : channel;
    }

    /// One line: it becomes the subject of mails.
    String cleanSubject() {
        return CardNumberMask.removedFrom(String.valueOf(subject))
                .replaceAll("\\s+", " ")
                .replaceAll("\\p{Cntrl}", "")
                .strip();
    }

    /// Postgres takes no NUL, and nobody reads control characters.
    String cleanBody() {
        return CardNumberMask.removedFrom(CONTROL.matcher(String.valueOf(body)).replaceAll(""))
                .strip();
    }

    @Nullable
    String cleanErrorCode() {
        return errorCode == null || errorCode.isBlank()
                ? null
                : errorCode.strip().toUpperCase(Locale.ROOT);
    }

    @Nullable
    String claimedSeverity() {
        return reportedSeverity == null ? null : String.valueOf(reportedSeverity);
    }
}
