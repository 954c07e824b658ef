package dev.boxoffice.support.triage.category;

import dev.boxoffice.support.triage.severity.Severity;
import java.util.ArrayList;
import java.util.List;

/// What a case is about when it carries one of these error codes or phrases, who knows about that, and how bad it is.
///
/// @param module the expertise needed, such as `PAYMENTS`
/// @param severity of the consequence itself; facts may still change it
/// @param errorCodes in upper case
/// @param keywords phrases whose words appear in this order, close together; case and accents are ignored
/// @param patterns concepts that together mean this, such as `CHARGE TWICE !SETTLED`
/// @param usualReports reports within one incident window that are an ordinary day for this category
public record CategoryRule(
        String category,
        String module,
        Severity severity,
        List<String> errorCodes,
        List<String> keywords,
        List<String> patterns,
        int usualReports) {

    /// The module that needs no expertise.
    public static final String GENERAL_MODULE = "GENERAL";

    /// The same with one more phrase.
    public CategoryRule withKeyword(String keyword) {
        var more = new ArrayList<>(keywords);
        more.add(keyword);
        return new CategoryRule(category, module, severity, errorCodes, List.copyOf(more), patterns, usualReports);
    }
}
