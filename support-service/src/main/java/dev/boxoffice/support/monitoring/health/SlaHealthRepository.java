package dev.boxoffice.support.monitoring.health;

import dev.boxoffice.support.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads the desk's figures from its tables in one statement.
@Repository
class SlaHealthRepository {

    private static final String FIGURES = """
            with clock as (
                select c.* from support.sla_clock c left join support.support_case s on s.id = c.case_id
                 where coalesce(s.source, '') <> 'SYNTHETIC'
            ), margin as (
                select c.*, due_at - (target_ms * cast(policy ->> 'atRiskPercent' as bigint) / 100)
                                   * interval '1 millisecond' as risk_at from clock c
                 where stopped_at is null or stopped_at > :yesterday
            ), reported as (
                select * from support.support_case where source <> 'SYNTHETIC'
            ), open as (
                select * from reported where status in ('ROUTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER')
            )
            select
                (select count(*) from clock where stopped_at is null
                    and (breached_at is not null or (freeze_depth = 0 and due_at <= :now))) as breached,
                (select count(*) from clock where breached_at > :yesterday) as breached_last_day,
                (select count(*) from margin where breached_at is null and freeze_depth = 0
                    and coalesce(stopped_at, :now) >= risk_at and coalesce(stopped_at, :now) < due_at) as near_miss,
                (select count(*) from open where severity = 1 and status = 'ROUTED') as unowned_severity1,
                (select count(*) from open where status = 'ROUTED' and risk_at <= :now and not exists (
                        select 1 from support.sla_clock c
                         where c.case_id = open.id and c.stopped_at is null and c.freeze_depth > 0)) as unowned_at_risk,
                (select count(*) from open join support.agent a on a.id = open.owner
                  where severity = 1 and a.level = 'JUNIOR') as junior_severity1,
                (select count(*) from support.case_event where type = 'MISROUTED' and at > :yesterday) as misroutes,
                (select cast(avg(extract(epoch from resolved_at - created_at)) as bigint) from reported
                  where status in ('RESOLVED', 'CLOSED') and resolved_at between :monthAgo and :held) as mttcr,
                (select count(*) from open) as open_cases,
                (select count(*) from open where escalated_at is not null) as escalated,
                (select count(*) from open where status = 'ROUTED' and overflow_at <= :now and overflow_at > routed_at) as overflowed,
                (select count(*) from support.incident where status in ('SUSPECTED', 'ACKNOWLEDGED')) as open_incidents,
                (select count(*) from open join support.incident i on i.id = open.incident_id
                  where i.status in ('SUSPECTED', 'ACKNOWLEDGED')) as incident_members,
                (select count(*) from clock where stopped_at is null and freeze_depth > 0) as frozen_clocks,
                (select count(*) from support.clock_freeze f
                  where f.thawed_at is null and f.reason = 'INCIDENT' and not exists (
                        select 1 from support.incident i
                         where i.status = 'ACKNOWLEDGED' and cast(i.id as text) = f.source)) as orphaned_freezes,
                (select count(*) from open where not exists (
                        select 1 from support.sla_clock c
                         where c.case_id = open.id and c.kind = 'RESOLUTION' and c.stopped_at is null)) as clockless,
                (select count(*) from support.timer where fired_at is null and due_at < :overdue) as timers_overdue,
                (select coalesce(extract(epoch from :now - min(due_at)), 0) from support.timer
                  where fired_at is null and due_at < :now) as timer_lag,
                (select cast(extract(epoch from :now - max(resolved_at)) as bigint) from support.support_case
                  where source = 'SYNTHETIC' and created_at > :yesterday) as synthetic_age,
                (select count(*) from (select from support.mail
                  where sent_at is null and given_up_at is null limit 10000) waiting) as unsent_mail,
                (select count(*) from support.label) as labels
            """;

    private static final Duration OVERDUE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;

    SlaHealthRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param held resolutions before it have held
    /// @param drifting clocks that the last reconciliation found
    SlaHealth read(Instant now, Instant held, long drifting, long refreshAfterSeconds) {
        return jdbc.sql(FIGURES)
                .param("now", UtcTime.of(now))
                .param("yesterday", UtcTime.of(now.minus(Duration.ofDays(1))))
                .param("monthAgo", UtcTime.of(now.minus(Duration.ofDays(30))))
                .param("held", UtcTime.of(held))
                .param("overdue", UtcTime.of(now.minus(OVERDUE)))
                .query((row, _) -> health(row, now, drifting, refreshAfterSeconds))
                .single();
    }

    private static SlaHealth health(ResultSet row, Instant now, long drifting, long refreshAfterSeconds)
            throws SQLException {
        return new SlaHealth(
                row.getLong("breached"),
                row.getLong("breached_last_day"),
                row.getLong("near_miss"),
                row.getLong("unowned_severity1"),
                row.getLong("unowned_at_risk"),
                row.getLong("junior_severity1"),
                row.getLong("misroutes"),
                nullable(row, "mttcr"),
                row.getLong("open_cases"),
                row.getLong("escalated"),
                row.getLong("overflowed"),
                row.getLong("open_incidents"),
                row.getLong("incident_members"),
                row.getLong("frozen_clocks"),
                row.getLong("orphaned_freezes") + row.getLong("clockless"),
                row.getLong("timers_overdue"),
                row.getDouble("timer_lag"),
                nullable(row, "synthetic_age"),
                drifting,
                row.getLong("unsent_mail"),
                row.getLong("labels"),
                now,
                refreshAfterSeconds);
    }

    private static @Nullable Long nullable(ResultSet row, String column) throws SQLException {
        var value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
