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
        var taken = acceptance.accept(intake, now).orElse(null);
        if (taken == null) {
            return Optional.empty();
        }
        if (taken.repeated()) {
            meters.counter("boxoffice.support.repeat.submissions").increment();
            return Optional.of(taken);
        }
        var opened = taken.supportCase();
        var joined = detection.detect(opened, now);
        count(opened);
        return joined ? cases.find(opened.id()).map(found -> new TakenCase(found, false)) : Optional.of(taken);
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
