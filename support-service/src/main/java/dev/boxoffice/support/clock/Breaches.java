package dev.boxoffice.support.clock;

import dev.boxoffice.support.UtcTime;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Decides, in one conditional update, that a clock ran out. Any number of replicas may ask; one records it.
@Component
class Breaches {

    private record Breach(
            UUID clockId, @Nullable UUID caseId, @Nullable UUID incidentId, ClockKind kind, Instant dueAt) {}

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Timer lag;

    Breaches(JdbcClient jdbc, ApplicationEventPublisher events, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.events = events;
        this.lag = Timer.builder("boxoffice.support.breach.detection.lag")
                .description("From a broken deadline to its record")
                .publishPercentileHistogram()
                .register(meters);
    }

    /// Records what is overdue before a freeze, a new target or a stop could hide it.
    void settle(List<UUID> cases, Instant now) {
        settleWhere("case_id = any(:subjects)", cases, now);
    }

    void settleIncident(UUID incidentId, Instant now) {
        settleWhere("incident_id = any(:subjects)", List.of(incidentId), now);
    }

    void settleClock(UUID clockId, Instant now) {
        settleWhere("id = any(:subjects)", List.of(clockId), now);
    }

    private void settleWhere(String which, List<UUID> subjects, Instant now) {
        jdbc.sql("""
                        with breached as (
                            update support.sla_clock set breached_at = due_at, detected_at = :now
                             where %s and stopped_at is null and breached_at is null
                               and freeze_depth = 0 and due_at <= :now
                            returning id, case_id, incident_id, kind, due_at
                        ), recorded as (
                            insert into support.case_event (case_id, incident_id, clock_id, at, actor, type, data)
                            select case_id, incident_id, id, :now, 'desk', 'BREACHED',
                                   jsonb_build_object('clockId', id, 'kind', kind, 'dueAt', due_at)
                              from breached
                        )
                        select * from breached
                        """.formatted(which))
                .param("subjects", subjects.toArray(UUID[]::new))
                .param("now", UtcTime.of(now))
                .query((row, _) -> new Breach(
                        row.getObject("id", UUID.class),
                        row.getObject("case_id", UUID.class),
                        row.getObject("incident_id", UUID.class),
                        ClockKind.valueOf(row.getString("kind")),
                        UtcTime.read(row, "due_at")))
                .list()
                .forEach(breach -> tell(breach, now));
    }

    private void tell(Breach breach, Instant now) {
        lag.record(Duration.between(breach.dueAt(), now));
        events.publishEvent(
                new ClockBreached(breach.clockId(), breach.caseId(), breach.incidentId(), breach.kind(), now));
    }
}
