package dev.boxoffice.support.monitoring.alert;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseSource;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.clock.SlaClockBreached;
import dev.boxoffice.support.clock.SlaClockKind;
import dev.boxoffice.support.mail.ManagerAlertService;
import dev.boxoffice.support.triage.severity.Severity;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// A broken promise is known here before the customer notices: the manager hears of each.
@Component
class BreachAlertListener {

    private final CaseRepository cases;
    private final ManagerAlertService alerts;
    private final MeterRegistry meters;

    BreachAlertListener(CaseRepository cases, ManagerAlertService alerts, MeterRegistry meters) {
        this.cases = cases;
        this.alerts = alerts;
        this.meters = meters;
    }

    @EventListener
    void breached(SlaClockBreached breach) {
        if (breach.incidentId() != null) {
            count(breach.kind(), "INCIDENT");
            alerts.alert(
                    "Incident past its deadline",
                    "Incident " + breach.incidentId() + " is past its deadline.",
                    breach.detectedAt());
        } else if (breach.caseId() != null) {
            cases.find(breach.caseId()).ifPresent(late -> {
                if (late.source() == CaseSource.SYNTHETIC) {
                    return;
                }
                count(breach.kind(), String.valueOf(late.assessment().severity().level()));
                tell(late, breach);
            });
        }
    }

    /// Severity 1 by a mail of its own; others share one a queue while it has not left yet.
    private void tell(SupportCase late, SlaClockBreached breach) {
        var queue = late.placement().queue();
        var line = "Case %s in queue %s, severity %d, %s, is past its %s deadline. It is to be resolved by %s."
                .formatted(
                        late.id(),
                        queue,
                        late.assessment().severity().level(),
                        late.placement().owner() == null
                                ? "without an owner"
                                : "owned by " + late.placement().owner(),
                        breach.kind() == SlaClockKind.RESOLUTION ? "resolution" : "first-response",
                        late.progress().dueAt());
        if (late.assessment().severity() == Severity.ONE) {
            alerts.alert("Severity 1 past its deadline: " + late.report().subject(), line, breach.detectedAt());
        } else {
            alerts.alertTogether("Past their deadline in queue " + queue, line, breach.detectedAt());
        }
    }

    private void count(SlaClockKind kind, String severity) {
        meters.counter("boxoffice.support.breaches", "kind", kind.name(), "severity", severity)
                .increment();
    }
}
