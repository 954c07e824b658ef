package dev.boxoffice.support.cases;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// A resolution that held long enough is final.
@Component
class CloseTimer implements TimerHandler {

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final SupportProperties properties;

    CloseTimer(JdbcClient jdbc, AuditTrail audit, SupportProperties properties) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.properties = properties;
    }

    @Override
    public TimerKind kind() {
        return TimerKind.CLOSE;
    }

    @Override
    public void wake(UUID caseId, Instant now) {
        var closed = jdbc.sql("""
                        update support.support_case
                           set status = 'CLOSED', closed_at = :now, version = version + 1, updated_at = :now
                         where id = :id and status = 'RESOLVED' and resolved_at <= :heldSince
                        """)
                .param("id", caseId)
                .param("now", UtcTime.of(now))
                .param("heldSince", UtcTime.of(now.minus(properties.closeAfter())))
                .update();
        if (closed == 1) {
            audit.ofCase(caseId, EventType.CLOSED, AuditTrail.DESK, now, Map.of());
        }
    }
}
