package dev.boxoffice.support.intake;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.incident.detection.IncidentDetectionService;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Takes reports in. Only once a case is committed is it asked whether many such cases make an incident.
@Service
public class CaseIntakeService {

    private final CaseAcceptanceService acceptance;
    private final IncidentDetectionService detection;
    private final CaseRepository cases;
    private final MeterRegistry meters;

    CaseIntakeService(
            CaseAcceptanceService acceptance,
            IncidentDetectionService detection,
            CaseRepository cases,
            MeterRegistry meters) {
        this.acceptance = acceptance;
        this.detection = detection;
        this.cases = cases;
        this.meters = meters;
    }

    /// @return empty when the source key was used before
    public Optional<TakenCase> take(IntakeCase intake, Instant now) {
        return accept(intake, now).map(taken -> new TakenCase(complete(taken, now), taken.repeated()));
    }

    /// The part that belongs into the caller's transaction, where there is one. Once that is committed,
    /// [#complete] it.
    ///
    /// @return empty when the source key was used before
    public Optional<TakenCase> accept(IntakeCase intake, Instant now) {
        return acceptance.accept(intake, now);
    }

    /// @param committed a report that was accepted
    /// @return the case, perhaps a member of an incident now
    public SupportCase complete(TakenCase committed, Instant now) {
        var taken = committed.supportCase();
        if (committed.repeated()) {
            meters.counter("boxoffice.support.repeat.submissions").increment();
            return taken;
        }
        var joined = detection.detect(taken, now);
        count(taken);
        return joined ? cases.get(taken.id()) : taken;
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
}
