package dev.boxoffice.support.triage.routing;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.support.triage.category.CategoryRule;
import dev.boxoffice.support.triage.category.CategoryRuleSet;
import dev.boxoffice.support.triage.severity.ContractTier;
import dev.boxoffice.support.triage.severity.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A routing table as a manager sends it, perhaps with one case to try it on.
record RoutingRuleRequest(
        @Nullable List<@Nullable Line> rules, @Nullable Sample sample) {

    private static final String NO_SEVERITY = "must be 1, 2 or 3";

    /// An empty list says nothing.
    RoutingRuleRequest {
        rules = rules == null || rules.isEmpty() ? null : rules;
    }

    /// A line says `when` in words, or names what must be equal field by field.
    record Line(
            @Nullable String when,
            @Nullable Integer severity,
            @Nullable String module,
            @Nullable String category,
            @Nullable String tier,
            @Nullable String queue) {

        String condition() {
            if (when != null) {
                return when;
            }
            var tests = new ArrayList<String>();
            add(tests, "severity", severity);
            add(tests, "module", module);
            add(tests, "category", category);
            add(tests, "tier", tier);
            return tests.isEmpty() ? "always" : String.join(" and ", tests);
        }

        private static void add(List<String> tests, String field, @Nullable Object value) {
            if (value != null) {
                tests.add(field + "=" + value);
            }
        }
    }

    /// A case that need not exist.
    record Sample(
            @Nullable Integer severity,
            @Nullable String module,
            @Nullable String category,
            @Nullable ContractTier tier,
            @Nullable String channel,
            @Nullable String errorCode) {

        RoutingFacts facts() {
            if (isNoSeverity(severity)) {
                throw FieldErrors.single("sample.severity", NO_SEVERITY);
            }
            return new RoutingFacts(
                    severity == null ? Severity.THREE : Severity.of(severity),
                    upper(module, CategoryRule.GENERAL_MODULE),
                    upper(category, CategoryRuleSet.OTHER.category()),
                    tier == null ? ContractTier.STANDARD : tier,
                    upper(channel, "IN_APP"),
                    "REPORT",
                    errorCode);
        }

        private static String upper(@Nullable String text, String otherwise) {
            return text == null ? otherwise : text.strip().toUpperCase(Locale.ROOT);
        }
    }

    private static boolean isNoSeverity(@Nullable Integer severity) {
        return severity != null && (severity < 1 || severity > 3);
    }

    List<RoutingRule> lines() {
        if (rules == null) {
            throw FieldErrors.single("rules", "must be given");
        }
        var errors = FieldErrors.collect();
        var lines = new ArrayList<RoutingRule>();
        for (var i = 0; i < rules.size(); i++) {
            var line = rules.get(i);
            if (line != null && isNoSeverity(line.severity())) {
                errors.reject("rules[" + i + "].severity", NO_SEVERITY);
            } else if (line == null || line.queue() == null) {
                errors.reject("rules[" + i + "].queue", "must be given");
            } else {
                lines.add(new RoutingRule(line.condition(), line.queue()));
            }
        }
        errors.throwIfAny();
        return List.copyOf(lines);
    }
}
