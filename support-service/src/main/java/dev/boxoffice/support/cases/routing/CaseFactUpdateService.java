package dev.boxoffice.support.cases.routing;

import dev.boxoffice.support.cases.data.CaseAssessment;
import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.GatheredFacts;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.triage.TriageService;
import dev.boxoffice.support.triage.severity.CaseFacts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Reassesses cases when the platform's facts about them have changed. The category stays as the rules or a
/// person said, unless the facts overrule it.
@Service
public class CaseFactUpdateService {

    private final CaseRepository cases;
    private final TriageService triage;
    private final CaseReassessmentService reassessment;
    private final HistoryRepository history;

    CaseFactUpdateService(
            CaseRepository cases,
            TriageService triage,
            CaseReassessmentService reassessment,
            HistoryRepository history) {
        this.cases = cases;
        this.triage = triage;
        this.reassessment = reassessment;
        this.history = history;
    }

    /// The booking of a case was looked at, late: the case may be about another event, or about no booking of its
    /// reporter's.
    ///
    /// @param locked the case, whose row the caller has locked
    @Transactional(propagation = Propagation.MANDATORY)
    public SupportCase enrich(SupportCase locked, CaseReport report, GatheredFacts facts, String booking, Instant now) {
        cases.relink(locked.id(), report.bookingId(), report.eventId());
        var relinked = cases.get(locked.id());
        var assessment = assess(relinked, facts, now).orElse(relinked.assessment());
        var enriched = reassessment.reassess(relinked, assessment, HistoryRepository.DESK, now);
        history.recordForCase(
                locked.id(), HistoryEventType.ENRICHED, HistoryRepository.DESK, now, Map.of("booking", booking));
        return enriched;
    }

    /// @param locked the case, whose row the caller has locked
    @Transactional(propagation = Propagation.MANDATORY)
    public void update(SupportCase locked, CaseFacts facts, Instant now) {
        var before = locked.assessment();
        assess(locked, new GatheredFacts(facts, before.factsComplete(), before.revenuePerHour()), now)
                .ifPresent(assessment -> reassessment.reassess(locked, assessment, HistoryRepository.DESK, now));
    }

    private Optional<CaseAssessment> assess(SupportCase locked, GatheredFacts facts, Instant now) {
        return triage.assessAs(locked.assessment().category(), facts.facts(), now)
                .map(result -> CaseAssessment.of(result, facts));
    }
}
