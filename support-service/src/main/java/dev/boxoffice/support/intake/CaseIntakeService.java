package dev.boxoffice.support.intake;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.detection.IncidentDetectionService;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Takes reports in. Only once a case is committed is it asked whether many such cases make an incident.
@Service
public class CaseIntakeService {

    private final CaseAcceptanceService acceptance;
    private final IncidentDetectionService detection;
    private final CaseRepository cases;
    private final HistoryRepository history;
    private final MeterRegistry meters;

    CaseIntakeService(
            CaseAcceptanceService acceptance,
            IncidentDetectionService detection,
            CaseRepository cases,
            HistoryRepository history,
            MeterRegistry meters) {
        this.acceptance = acceptance;
        this.detection = detection;
        this.cases = cases;
        this.history = history;
        this.meters = meters;
    }

    /// @return empty when the source key was used before
    public Optional<SupportCase> take(IntakeCase intake, Instant now) {
        return accept(intake, now).map(opened -> complete(opened, now));
    }

    /// The part that belongs into the caller's transaction, where there is one. Once that is committed, [#complete] it.
    ///
    /// @return empty when the source key was used before
    public Optional<SupportCase> accept(IntakeCase intake, Instant now) {
        return acceptance.accept(intake, now);
    }

    /// @param committed a case that was accepted
    /// @return the case, perhaps a member of an incident now
    public SupportCase complete(SupportCase committed, Instant now) {
        var joined = detection.detect(committed, now);
        count(committed);
        recordRepetition(committed);
        return joined ? cases.get(committed.id()) : committed;
    }

    private void count(SupportCase opened) {
        var severity = String.valueOf(opened.assessment().severity().level());
        meters.counter(
                        "boxoffice.support.cases",
                        "category",
                        opened.assessment().category(),
                        "severity",
                        severity,
                        "source",
                        opened.source().name())
                .increment();
    }

    private void recordRepetition(SupportCase opened) {
        if (opened.repeatOf() == null) {
            return;
        }
        meters.counter("boxoffice.support.repeat.submissions").increment();
        history.recordForCase(
                opened.repeatOf(),
                HistoryEventType.REPEATED,
                HistoryRepository.DESK,
                opened.progress().createdAt(),
                Map.of("caseId", opened.id()));
    }
}
