package dev.boxoffice.support.cases.opening;

import dev.boxoffice.support.cases.data.CaseAssessment;
import dev.boxoffice.support.cases.data.CasePlacement;
import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.cases.data.CaseSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A case about to be opened.
///
/// @param sourceKey two openings with one key are one case
public record NewCase(
        CaseSource source,
        @Nullable String sourceKey,
        CaseReport report,
        CaseAssessment assessment,
        CasePlacement placement,
        @Nullable UUID repeatOf) {}
