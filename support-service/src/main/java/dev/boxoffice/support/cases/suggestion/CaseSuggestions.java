package dev.boxoffice.support.cases.suggestion;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Answers that resolved cases like one.
///
/// @param reason why there are none, where they are switched off
record CaseSuggestions(boolean enabled, @Nullable String reason, List<Suggestion> suggestions) {

    record Suggestion(UUID caseId, String subject, String resolution, double rank) {}

    static CaseSuggestions off(String reason) {
        return new CaseSuggestions(false, reason, List.of());
    }
}
