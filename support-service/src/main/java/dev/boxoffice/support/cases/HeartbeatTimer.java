package dev.boxoffice.support.cases;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.notice.Notices;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.timer.Timers;
import dev.boxoffice.support.triage.Severity;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// A severity-1 case nobody has touched for too long goes to the manager: once, however late this wakes.
@Component
class HeartbeatTimer implements TimerHandler {

    private final JdbcClient jdbc;
    private final CaseFile file;
    private final Notices notices;
    private final Timers timers;
    private final SupportProperties properties;

    HeartbeatTimer(JdbcClient jdbc, CaseFile file, Notices notices, Timers timers, SupportProperties properties) {
        this.jdbc = jdbc;
        this.file = file;
        this.notices = notices;
        this.timers = timers;
        this.properties = properties;
    }

    @Override
    public TimerKind kind() {
        return TimerKind.HEARTBEAT;
    }

    @Override
    public void wake(UUID caseId, Instant now) {
        var locked = file.cases().lock(caseId).orElse(null);
        if (locked == null || !mayEscalate(locked)) {
            return;
        }
        if (escalate(caseId, now)) {
            tell(locked, now);
        } else {
            var next = locked.progress().lastActionAt().plus(properties.heartbeat());
            timers.arm(kind(), caseId, next.isAfter(now) ? next : now.plus(properties.heartbeat()));
        }
    }

    private static boolean mayEscalate(SupportCase locked) {
        return locked.judgement().severity() == Severity.ONE
                && locked.status().isOpen()
                && locked.progress().escalatedAt() == null;
    }

    /// While the desk waits for the reporter there is nothing for an agent to do.
    private boolean escalate(UUID caseId, Instant now) {
        return jdbc.sql("""
                        update support.support_case
                           set escalated_at = :now, version = version + 1, updated_at = :now
                         where id = :id and severity = 1 and status in ('ROUTED', 'IN_PROGRESS')
                           and escalated_at is null and last_action_at <= :silentSince
                        """)
                        .param("id", caseId)
                        .param("now", UtcTime.of(now))
                        .param("silentSince", UtcTime.of(now.minus(properties.heartbeat())))
                        .update()
                == 1;
    }

    private void tell(SupportCase escalated, Instant now) {
        var owner = escalated.placement().owner();
        file.audit()
                .ofCase(
                        escalated.id(),
                        EventType.ESCALATED,
                        AuditTrail.DESK,
                        now,
                        Map.of(
                                "to",
                                "support-manager",
                                "queue",
                                escalated.placement().queue(),
                                "owner",
                                owner == null ? "" : owner,
                                "silentSince",
                                escalated.progress().lastActionAt()));
        notices.alertManager(
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
