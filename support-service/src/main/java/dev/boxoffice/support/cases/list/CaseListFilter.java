package dev.boxoffice.support.cases.list;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.support.cases.data.CaseStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which cases are listed: null asks for nothing.
///
/// @param owner an agent; [#NOBODY] for cases without one
/// @param words what somebody typed to find a case by
record CaseListFilter(
        @Nullable String reporter,
        @Nullable String owner,
        @Nullable List<String> statuses,
        @Nullable Integer severity,
        @Nullable String queue,
        @Nullable UUID incidentId,
        @Nullable UUID bookingId,
        @Nullable UUID eventId,
        @Nullable Boolean breached,
        @Nullable Boolean answered,
        @Nullable String words) {

    static final String NOBODY = "none";
    private static final String MYSELF = "me";
    private static final String OPEN = "OPEN";
    private static final int MOST_WORDS = 200;

    /// Everything that belongs to an incident.
    static CaseListFilter ofIncident(UUID incidentId) {
        return new CaseListFilter(null, null, null, null, null, incidentId, null, null, null, null, null);
    }

    /// What an agent has open.
    static CaseListFilter openOf(String owner) {
        return new CaseListFilter(null, owner, openStatuses(), null, null, null, null, null, null, null, null);
    }

    /// @param subject who asks; a reporter, who sees their own cases alone, unless `desk`
    static CaseListFilter read(CaseListQuery query, String subject, boolean desk) {
        var errors = FieldErrors.collect();
        var owner = MYSELF.equals(query.owner()) && desk ? subject : desk ? query.owner() : null;
        errors.rejectIf(
                !desk && query.owner() != null && !query.owner().equals(MYSELF), "owner", "is for the desk alone");
        errors.rejectIf(
                !desk
                        && query.reporter() != null
                        && !query.reporter().equals(MYSELF)
                        && !query.reporter().equals(subject),
                "reporter",
                "can only be yourself");
        var mine = Boolean.TRUE.equals(flag(query.mine(), "mine", errors)) || MYSELF.equals(query.reporter());
        var words = blankToNull(query.q());
        errors.rejectIf(words != null && words.length() > MOST_WORDS, "q", "may have at most 200 characters");
        var filter = new CaseListFilter(
                desk && !mine ? blankToNull(query.reporter()) : subject,
                blankToNull(owner),
                statuses(query.status(), errors),
                severity(query.severity(), errors),
                blankToNull(query.queue()),
                id(query.incidentId(), "incidentId", errors),
                id(query.bookingId(), "bookingId", errors),
                id(query.eventId(), "eventId", errors),
                flag(query.breached(), "breached", errors),
                flag(query.answered(), "answered", errors),
                words);
        errors.throwIfAny();
        return filter;
    }

    private static @Nullable List<String> statuses(@Nullable String text, FieldErrors errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var wanted = text.toUpperCase(Locale.ROOT);
        if (wanted.equals(OPEN)) {
            return openStatuses();
        }
        var named = List.of(wanted.split(",", -1));
        var known = Arrays.stream(CaseStatus.values()).map(Enum::name).toList();
        errors.rejectIf(!known.containsAll(named), "status", "is no status of a case");
        return named;
    }

    private static List<String> openStatuses() {
        return Arrays.stream(CaseStatus.values())
                .filter(CaseStatus::isOpen)
                .map(Enum::name)
                .toList();
    }

    private static @Nullable Integer severity(@Nullable String text, FieldErrors errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        errors.rejectIf(!text.matches("[123]"), "severity", "must be 1, 2 or 3");
        return text.matches("[123]") ? Integer.valueOf(text) : null;
    }

    private static @Nullable Boolean flag(@Nullable String text, String field, FieldErrors errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        errors.rejectIf(!text.equals("true") && !text.equals("false"), field, "must be true or false");
        return text.equals("true");
    }

    private static @Nullable UUID id(@Nullable String text, String field, FieldErrors errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var read = TimeOrderedId.parse(text).orElse(null);
        errors.rejectIf(read == null, field, "is no id");
        return read;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
