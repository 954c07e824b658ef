package dev.boxoffice.support.cases.data;

import dev.boxoffice.support.triage.category.CategoryRuleSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What makes cases alike: category and error code, seen at the scope of a booking, an event, or the whole platform.
/// A case nothing is known about (no category, no error code) is like no other.
public record CaseFingerprints(
        @Nullable String booking,
        @Nullable String event,
        @Nullable String platform) {

    public static final CaseFingerprints NONE = new CaseFingerprints(null, null, null);

    public static CaseFingerprints of(
            String category, @Nullable String errorCode, @Nullable UUID bookingId, @Nullable UUID eventId) {
        if (category.equals(CategoryRuleSet.OTHER.category()) && errorCode == null) {
            return NONE;
        }
        var kind = category + "|" + (errorCode == null ? "-" : errorCode);
        return new CaseFingerprints(
                bookingId == null ? null : kind + "|booking:" + bookingId,
                eventId == null ? null : kind + "|event:" + eventId,
                kind + "|platform");
    }

    public static CaseFingerprints of(CaseReport report, String category) {
        return of(category, report.errorCode(), report.bookingId(), report.eventId());
    }

    /// Narrowest scope first.
    public List<String> all() {
        return Stream.of(booking, event, platform)
                .filter(java.util.Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }
}
