package dev.boxoffice.support.intake;

import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.cases.data.CaseSource;
import dev.boxoffice.support.cases.data.GatheredFacts;
import org.jspecify.annotations.Nullable;

/// A report whose facts have been gathered.
///
/// @param sourceKey two reports with one key are one case
/// @param proven whether the reporter is known to be who they say: others write into no case that is open
public record IntakeCase(
        CaseSource source, @Nullable String sourceKey, CaseReport report, GatheredFacts facts, boolean proven) {}
