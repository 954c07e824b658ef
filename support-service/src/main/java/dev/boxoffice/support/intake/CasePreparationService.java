package dev.boxoffice.support.intake;

import dev.boxoffice.support.cases.data.CaseAssessment;
import dev.boxoffice.support.cases.data.CaseFingerprints;
import dev.boxoffice.support.cases.data.CaseQueryRepository;
import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.cases.data.GatheredFacts;
import dev.boxoffice.support.cases.opening.NewCase;
import dev.boxoffice.support.cases.routing.CaseRoutingService;
import dev.boxoffice.support.triage.TriageService;
import dev.boxoffice.support.triage.category.ReportWords;
import dev.boxoffice.support.triage.routing.RoutingFacts;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Assesses and places a case about to be opened.
@Service
class CasePreparationService {

    private final TriageService triage;
    private final CaseRoutingService routing;
    private final CaseQueryRepository cases;

    CasePreparationService(TriageService triage, CaseRoutingService routing, CaseQueryRepository cases) {
        this.triage = triage;
        this.routing = routing;
        this.cases = cases;
    }

    NewCase prepare(IntakeCase intake, Instant now) {
        var report = intake.report();
        var assessment = assess(report, intake.facts(), now);
        var placement = routing.place(routingFacts(intake, assessment), now);
        return new NewCase(
                intake.source(), intake.sourceKey(), report, assessment, placement, repeatOf(report, assessment));
    }

    private CaseAssessment assess(CaseReport report, GatheredFacts facts, Instant now) {
        var result = triage.assess(report.errorCode(), report.subject(), report.body(), facts.facts(), now);
        return CaseAssessment.of(result, facts);
    }

    private static RoutingFacts routingFacts(IntakeCase intake, CaseAssessment assessment) {
        return new RoutingFacts(
                assessment.severity(),
                assessment.module(),
                assessment.category(),
                intake.report().tier(),
                intake.report().channel(),
                intake.source().name(),
                intake.report().errorCode());
    }

    private @Nullable UUID repeatOf(CaseReport report, CaseAssessment assessment) {
        var reporter = report.reporter();
        if (reporter == null) {
            return null;
        }
        cases.lockReporter(reporter);
        var fingerprints = CaseFingerprints.of(report, assessment.category());
        return fingerprints.platform() == null
                ? cases.findOpenInSameWords(ReportWords.of(report.subject(), report.body()), report, reporter)
                        .orElse(null)
                : cases.findOpenAlike(fingerprints, reporter).orElse(null);
    }
}
