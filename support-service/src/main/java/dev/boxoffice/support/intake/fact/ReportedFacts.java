package dev.boxoffice.support.intake.fact;

import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.cases.data.GatheredFacts;

/// A report, with the event its booking is for, and the facts gathered for it.
public record ReportedFacts(CaseReport report, GatheredFacts facts) {}
