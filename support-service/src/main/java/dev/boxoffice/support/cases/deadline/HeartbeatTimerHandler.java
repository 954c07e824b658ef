package dev.boxoffice.support.cases.deadline;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.mail.ManagerAlertService;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.timer.TimerRepository;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Escalates a severity-1 case nobody has touched for too long to the manager: once, however late this runs.
@Component
class HeartbeatTimerHandler implements TimerHandler {

    private final CaseRepository cases;
    private final HistoryRepository history;
    private final ManagerAlertService alerts;
    private final TimerRepository timers;
    private final Duration heartbeat;

    HeartbeatTimerHandler(
            CaseRepository cases,
            HistoryRepository history,
            ManagerAlertService alerts,
            TimerRepository timers,
            SupportProperties properties) {
        this.cases = cases;
        this.history = history;
        this.alerts = alerts;
        this.timers = timers;
        this.heartbeat = properties.heartbeat();
    }

    @Override
    public TimerKind kind() {
        return TimerKind.HEARTBEAT;
    }

    @Override
    public void handle(UUID caseId, Instant now) {
        var locked = cases.lock(caseId).orElse(null);
        if (locked == null || !mayEscalate(locked)) {
            return;
        }
        if (cases.escalate(caseId, now.minus(heartbeat), now)) {
            record(locked, now);
            alert(locked, now);
        } else {
            var next = locked.progress().lastActionAt().plus(heartbeat);
            timers.arm(kind(), caseId, next.isAfter(now) ? next : now.plus(heartbeat));
        }
    }

    private static boolean mayEscalate(SupportCase locked) {
        return locked.assessment().severity() == Severity.ONE
                && locked.status().isOpen()
                && locked.progress().escalatedAt() == null;
    }

    private void record(SupportCase escalated, Instant now) {
        var placement = escalated.placement();
        history.recordForCase(
                escalated.id(),
                HistoryEventType.ESCALATED,
                HistoryRepository.DESK,
                now,
                Map.of(
                        "to",
                        "support-manager",
                        "queue",
                        placement.queue(),
                        "owner",
                        placement.owner() == null ? "" : placement.owner(),
                        "silentSince",
                        escalated.progress().lastActionAt()));
    }

    private void alert(SupportCase escalated, Instant now) {
        var owner = escalated.placement().owner();
        alerts.alert(
                "Severity 1 without action: " + escalated.report().subject(),
                "Case %s in queue %s, %s, has seen no agent action since %s. It is due at %s."
                        .formatted(
                                escalated.id(),
                                escalated.placement().queue(),
                                owner == null ? "without an owner" : "owned by " + owner,
                                escalated.progress().lastActionAt(),
                                escalated.progress().dueAt()),
                now);
    }
}
