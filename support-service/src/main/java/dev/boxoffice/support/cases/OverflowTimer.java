package dev.boxoffice.support.cases;

import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Writes down that no expert came in time. That generalists may take the case now follows from the time alone, so they
/// need not wait for this.
@Component
class OverflowTimer implements TimerHandler {

    private final CaseFile file;

    OverflowTimer(CaseFile file) {
        this.file = file;
    }

    @Override
    public TimerKind kind() {
        return TimerKind.OVERFLOW;
    }

    @Override
    public void wake(UUID caseId, Instant now) {
        file.cases()
                .lock(caseId)
                .filter(waiting -> waiting.status() == CaseStatus.ROUTED)
                .filter(waiting -> !waiting.placement().overflowAt().isAfter(now))
                .ifPresent(waiting -> file.audit()
                        .ofCase(
                                caseId,
                                EventType.OVERFLOWED,
                                AuditTrail.DESK,
                                now,
                                Map.of(
                                        "queue", waiting.placement().queue(),
                                        "module", waiting.judgement().module())));
    }
}
