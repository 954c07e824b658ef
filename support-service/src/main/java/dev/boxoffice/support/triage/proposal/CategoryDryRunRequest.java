package dev.boxoffice.support.triage.proposal;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.support.triage.category.CategoryRuleRequest;
import dev.boxoffice.support.triage.category.CategoryRuleSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Category rules to be tried, perhaps with one report to try them on; without rules those in force are tried.
record CategoryDryRunRequest(
        @Nullable List<CategoryRuleRequest.@Nullable Line> rules,
        @Nullable List<CategoryRuleRequest.@Nullable ConceptLine> concepts,
        @Nullable Sample sample) {

    private static final int MOST_TEXT = 10_000;

    /// A report that need not exist.
    record Sample(
            @Nullable String subject,
            @Nullable String body,
            @Nullable String errorCode) {}

    CategoryRuleSet tried(CategoryRuleSet current) {
        if (isEmpty(rules) && isEmpty(concepts)) {
            return current;
        }
        return new CategoryRuleRequest(rules, concepts).validated(current);
    }

    private static boolean isEmpty(@Nullable List<?> list) {
        return list == null || list.isEmpty();
    }

    /// What the rules say of the report described; null where none is.
    @Nullable
    String categoryBy(CategoryRuleSet tried) {
        if (sample == null) {
            return null;
        }
        var subject = text(sample.subject());
        var body = text(sample.body());
        FieldErrors.collect()
                .rejectIf(
                        subject.length() > MOST_TEXT,
                        "sample.subject",
                        "must have at most " + MOST_TEXT + " characters")
                .rejectIf(body.length() > MOST_TEXT, "sample.body", "must have at most " + MOST_TEXT + " characters")
                .throwIfAny();
        return tried.categorise(sample.errorCode(), subject, body).category();
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
