package dev.boxoffice.support.triage.proposal;

import dev.boxoffice.support.triage.severity.Severity;
import java.util.UUID;

/// What a case turned out to be.
///
/// @param automaticCategory what the rules had said
/// @param corrected whether somebody saw that the rules were wrong
public record CategoryLabel(
        UUID caseId,
        String category,
        String module,
        Severity severity,
        String automaticCategory,
        int rulesVersion,
        boolean corrected) {}
