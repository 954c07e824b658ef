package dev.boxoffice.support.clock;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.triage.Severity;
import dev.boxoffice.support.triage.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The clocks in Postgres. Each change is one statement over the clocks of any number of cases, and writes the history,
/// the wake-up timers and the queues' copy of the deadline along with it.
///
/// The caller holds the case rows' locks (in id order where there are several); clocks are locked after cases, always.
@Component
public class Clocks {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Breaches breaches;

    Clocks(JdbcClient jdbc, JsonMapper json, Breaches breaches) {
        this.jdbc = jdbc;
        this.json = json;
        this.breaches = breaches;
    }

    /// Starts the clocks of a case that is new or open again.
    public void startForCase(UUID caseId, Severity severity, Tier tier, SlaPolicy policy, Instant now) {
        start(
                caseId,
                null,
                List.of(
                        new Started(ClockKind.RESOLUTION, policy.resolutionTarget(severity)),
                        new Started(ClockKind.FIRST_RESPONSE, policy.firstResponseTarget(tier))),
                policy,
                now);
    }

    public void startForIncident(UUID incidentId, Severity severity, SlaPolicy policy, Instant now) {
        start(
                null,
                incidentId,
                List.of(new Started(ClockKind.INCIDENT, policy.resolutionTarget(severity))),
                policy,
                now);
    }

    /// A resolution clock with a target of its own, for the case that proves the timers.
    public void startSynthetic(UUID caseId, Duration target, SlaPolicy policy, Instant now) {
        start(caseId, null, List.of(new Started(ClockKind.RESOLUTION, target)), policy, now);
    }

    private record Started(ClockKind kind, Duration target) {}

    private void start(
            @Nullable UUID caseId, @Nullable UUID incidentId, List<Started> clocks, SlaPolicy policy, Instant now) {
        jdbc.sql("""
                        with started as (
                            insert into support.sla_clock
                                   (id, case_id, incident_id, kind, policy, started_at, target_ms, due_at)
                            select id, cast(:case as uuid), cast(:incident as uuid), kind, cast(:policy as jsonb),
                                   cast(:now as timestamptz), target,
                                   cast(:now as timestamptz) + target * interval '1 millisecond'
                              from unnest(:ids, :kinds, :targets) clock (id, kind, target)
                            returning id, case_id, incident_id, kind, policy, target_ms, due_at
                        ), woken as (
                            insert into support.timer (kind, subject_id, due_at, wake_at)
                            select 'CLOCK_DUE', id, due_at, due_at from started
                        )
                        insert into support.case_event (case_id, incident_id, clock_id, at, actor, type, data)
                        select case_id, incident_id, id, :now, 'desk', 'CLOCK_STARTED',
                               jsonb_build_object('clockId', id, 'kind', kind, 'targetMs', target_ms, 'policy', policy)
                          from started
                        """)
                .param("ids", clocks.stream().map(_ -> TimeOrderedId.next()).toArray(UUID[]::new))
                .param("case", caseId)
                .param("incident", incidentId)
                .param(
                        "kinds",
                        clocks.stream().map(clock -> clock.kind().name()).toArray(String[]::new))
                .param("policy", json.writeValueAsString(policy))
                .param("now", UtcTime.of(now))
                .param(
                        "targets",
                        clocks.stream().map(clock -> clock.target().toMillis()).toArray(Long[]::new))
                .update();
    }

    /// Stands the cases' running clocks still for this reason; a second freeze of the same reason and source is none.
    public void freeze(List<UUID> cases, FreezeReason reason, String source, Instant now) {
        breaches.settle(cases, now);
        jdbc.sql("""
                        with opened as (
                            insert into support.clock_freeze (clock_id, reason, source, frozen_at)
                            select id, :reason, :source, :now from support.sla_clock
                             where case_id = any(:cases) and stopped_at is null
                            on conflict (clock_id, reason, source) where thawed_at is null do nothing
                            returning clock_id
                        ), frozen as (
                            update support.sla_clock c
                               set freeze_depth = freeze_depth + 1, frozen_since = coalesce(frozen_since, :now)
                              from opened where c.id = opened.clock_id
                            returning c.case_id
                        )
                        insert into support.case_event (case_id, at, actor, type, data)
                        select distinct case_id, cast(:now as timestamptz), 'desk', 'CLOCK_FROZEN',
                               jsonb_build_object('reason', :reason, 'source', :source)
                          from frozen
                        """)
                .param("cases", array(cases))
                .param("reason", reason.name())
                .param("source", source)
                .param("now", UtcTime.of(now))
                .update();
    }

    /// Takes one reason away. Only where it was the last does the deadline move, by all the time stood still.
    public void thaw(List<UUID> cases, FreezeReason reason, String source, Instant now) {
        jdbc.sql("""
                        with closed as (
                            update support.clock_freeze f set thawed_at = :now
                              from support.sla_clock c
                             where c.id = f.clock_id and c.case_id = any(:cases) and c.stopped_at is null
                               and f.reason = :reason and f.source = :source and f.thawed_at is null
                            returning f.clock_id
                        ), held as (
                            select c.id, c.freeze_depth = 1 as last,
                                   case when c.freeze_depth = 1
                                        then c.frozen_ms
                                             + cast(extract(epoch from cast(:now as timestamptz) - c.frozen_since) * 1000 as bigint)
                                        else c.frozen_ms end as frozen_ms
                              from support.sla_clock c join closed on closed.clock_id = c.id
                        ), thawed as (
                            update support.sla_clock c
                               set freeze_depth = c.freeze_depth - 1,
                                   frozen_since = case when held.last then null else c.frozen_since end,
                                   frozen_ms = held.frozen_ms,
                                   due_at = c.started_at + (c.target_ms + held.frozen_ms) * interval '1 millisecond'
                              from held where c.id = held.id
                            returning c.id, c.case_id, c.kind, c.due_at, c.target_ms, c.policy, held.last
                        ), woken as (
                            insert into support.timer (kind, subject_id, due_at, wake_at)
                            select 'CLOCK_DUE', id, due_at, due_at from thawed where last order by id
                            on conflict (kind, subject_id) do update
                               set due_at = excluded.due_at, wake_at = excluded.wake_at, fired_at = null, attempts = 0
                        ), mirrored as (
                            update support.support_case s set due_at = thawed.due_at, risk_at = %s
                              from thawed where s.id = thawed.case_id and thawed.kind = 'RESOLUTION' and thawed.last
                        )
                        insert into support.case_event (case_id, at, actor, type, data)
                        select distinct case_id, cast(:now as timestamptz), 'desk', 'CLOCK_THAWED',
                               jsonb_build_object('reason', :reason, 'source', :source)
                          from thawed
                        """.formatted(RISK_AT.formatted("thawed")))
                .param("cases", array(cases))
                .param("reason", reason.name())
                .param("source", source)
                .param("now", UtcTime.of(now))
                .update();
    }

    /// Gives the resolution clocks the target of another severity, out of each clock's own policy. Time spent stays
    /// spent.
    public void retarget(List<UUID> cases, Severity severity, Instant now) {
        breaches.settle(cases, now);
        jdbc.sql("""
                        with wanted as (
                            select id, cast(policy -> 'severity' ->> :severity as bigint) as target_ms
                              from support.sla_clock
                             where case_id = any(:cases) and kind = 'RESOLUTION' and stopped_at is null
                        ), moved as (
                            update support.sla_clock c
                               set target_ms = wanted.target_ms,
                                   due_at = c.started_at + (wanted.target_ms + c.frozen_ms) * interval '1 millisecond'
                              from wanted where c.id = wanted.id
                            returning c.id, c.case_id, c.due_at, c.target_ms, c.policy, c.freeze_depth
                        ), woken as (
                            insert into support.timer (kind, subject_id, due_at, wake_at)
                            select 'CLOCK_DUE', id, due_at, due_at from moved where freeze_depth = 0 order by id
                            on conflict (kind, subject_id) do update
                               set due_at = excluded.due_at, wake_at = excluded.wake_at, fired_at = null, attempts = 0
                        ), mirrored as (
                            update support.support_case s set due_at = moved.due_at, risk_at = %s
                              from moved where s.id = moved.case_id
                        )
                        insert into support.case_event (case_id, clock_id, at, actor, type, data)
                        select case_id, id, :now, 'desk', 'CLOCK_RETARGETED',
                               jsonb_build_object('clockId', id, 'targetMs', target_ms)
                          from moved
                        """.formatted(RISK_AT.formatted("moved")))
                .param("cases", array(cases))
                .param("severity", String.valueOf(severity.level()))
                .param("now", UtcTime.of(now))
                .update();
    }

    /// Ends the cases' running clocks of these kinds, met or breached for good. What held them still ends with them.
    public void stop(List<UUID> cases, List<ClockKind> kinds, Instant now) {
        breaches.settle(cases, now);
        stopWhere("case_id = any(:subjects) and kind = any(:kinds)", cases, kinds, now);
    }

    public void stopIncident(UUID incidentId, Instant now) {
        breaches.settleIncident(incidentId, now);
        stopWhere(
                "incident_id = any(:subjects) and kind = any(:kinds)",
                List.of(incidentId),
                List.of(ClockKind.INCIDENT),
                now);
    }

    private void stopWhere(String which, List<UUID> subjects, List<ClockKind> kinds, Instant now) {
        jdbc.sql("""
                        with running as (
                            select id, frozen_ms + case when frozen_since is null then 0 else
                                   cast(extract(epoch from cast(:now as timestamptz) - frozen_since) * 1000 as bigint) end as frozen_ms
                              from support.sla_clock where %s and stopped_at is null
                        ), closed as (
                            update support.clock_freeze f set thawed_at = :now
                              from running where f.clock_id = running.id and f.thawed_at is null
                        ), stopped as (
                            update support.sla_clock c
                               set stopped_at = :now,
                                   outcome = case when c.breached_at is null then 'MET' else 'BREACHED' end,
                                   freeze_depth = 0, frozen_since = null, frozen_ms = running.frozen_ms,
                                   due_at = c.started_at + (c.target_ms + running.frozen_ms) * interval '1 millisecond'
                              from running where c.id = running.id
                            returning c.id, c.case_id, c.incident_id, c.kind, c.outcome
                        ), silenced as (
                            update support.timer t set fired_at = :now
                              from stopped where t.kind = 'CLOCK_DUE' and t.subject_id = stopped.id and t.fired_at is null
                        )
                        insert into support.case_event (case_id, incident_id, clock_id, at, actor, type, data)
                        select case_id, incident_id, id, :now, 'desk', 'CLOCK_STOPPED',
                               jsonb_build_object('clockId', id, 'kind', kind, 'outcome', outcome)
                          from stopped
                        """.formatted(which))
                .param("subjects", array(subjects))
                .param("kinds", kinds.stream().map(Enum::name).toArray(String[]::new))
                .param("now", UtcTime.of(now))
                .update();
    }

    /// From when a clock counts as at risk, out of its own policy.
    private static final String RISK_AT =
            "%1$s.due_at - (%1$s.target_ms * cast(%1$s.policy ->> 'atRiskPercent' as bigint) / 100) * interval '1 millisecond'";

    private static UUID[] array(List<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}
