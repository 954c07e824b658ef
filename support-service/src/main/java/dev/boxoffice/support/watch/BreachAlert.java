package dev.boxoffice.support.watch;

import dev.boxoffice.support.cases.CaseSource;
import dev.boxoffice.support.cases.Cases;
import dev.boxoffice.support.clock.ClockBreached;
import dev.boxoffice.support.clock.ClockKind;
import dev.boxoffice.support.notice.Notices;
import dev.boxoffice.support.triage.Severity;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// A broken promise is known here before the customer notices: the manager hears of each that matters.
@Component
class BreachAlert {

    private final Cases cases;
    private final Notices notices;
    private final MeterRegistry meters;

    BreachAlert(Cases cases, Notices notices, MeterRegistry meters) {
        this.cases = cases;
        this.notices = notices;
        this.meters = meters;
    }

    @EventListener
    void breached(ClockBreached breach) {
        if (breach.incidentId() != null) {
            count(breach.kind(), "INCIDENT");
            notices.alertManager(
                    "Incident past its deadline",
                    "Incident " + breach.incidentId() + " is past its deadline.",
                    breach.detectedAt());
        } else if (breach.caseId() != null) {
            cases.find(breach.caseId()).ifPresent(late -> {
                if (late.source() == CaseSource.SYNTHETIC) {
                    return;
                }
                count(breach.kind(), String.valueOf(late.judgement().severity().level()));
                if (late.judgement().severity() == Severity.ONE && breach.kind() == ClockKind.RESOLUTION) {
                    notices.alertManager(
                            "Severity 1 past its deadline: " + late.report().subject(),
                            "Case %s in queue %s was due at %s."
                                    .formatted(
                                            late.id(),
                                            late.placement().queue(),
                                            late.progress().dueAt()),
                            breach.detectedAt());
                }
            });
        }
    }

    private void count(ClockKind kind, String severity) {
        meters.counter("boxoffice.support.breaches", "kind", kind.name(), "severity", severity)
                .increment();
    }
}
