package dev.boxoffice.support.clock;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The clocks in Postgres. Each change is one statement over the clocks of any number of cases, and writes the
/// history, the timers and the queues' copy of the deadline along with it.
@Repository
public class SlaClockRepository {

    /// Sets the timers of the clocks that run, and copies the deadlines of resolution clocks, and from when they
    /// count as at risk by their own policy, to their cases.
    private static final String SET_TIMERS_AND_DEADLINES = """
            timed as (
                insert into support.timer (kind, subject_id, due_at, wake_at)
                select 'CLOCK_DUE', id, due_at, due_at from changed where runs order by id
                on conflict (kind, subject_id) do update
                   set due_at = excluded.due_at, wake_at = excluded.wake_at, fired_at = null, attempts = 0
            ), mirrored as (
                update support.support_case s set due_at = changed.due_at,
                       risk_at = changed.due_at
                                 - (changed.target_ms * cast(changed.policy ->> 'atRiskPercent' as bigint) / 100)
                                   * interval '1 millisecond'
                  from changed where s.id = changed.case_id and changed.kind = 'RESOLUTION' and changed.moved
            )
            """;

    /// Gives each clock the target it is wanted to have.
    private static final String RETARGET = """
            , changed as (
                update support.sla_clock c
                   set target_ms = wanted.target_ms,
                       due_at = c.started_at + (wanted.target_ms + c.frozen_ms) * interval '1 millisecond'
                  from wanted where c.id = wanted.id
                returning c.id, c.case_id, c.kind, c.due_at, c.target_ms, c.policy,
                          c.freeze_depth = 0 as runs, true as moved
            ), %s
            insert into support.case_event (case_id, clock_id, at, actor, type, data)
            select case_id, id, :now, 'desk', 'CLOCK_RETARGETED',
                   jsonb_build_object('clockId', id, 'targetMs', target_ms)
              from changed
            """.formatted(SET_TIMERS_AND_DEADLINES);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SlaClockRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public List<SlaClockView> findByCase(UUID caseId) {
        return jdbc.sql("""
                        select kind, due_at, freeze_depth > 0 as frozen, breached_at is not null as breached, outcome
                          from support.sla_clock where case_id = ? order by started_at, kind
                        """)
                .param(caseId)
                .query((row, _) -> new SlaClockView(
                        row.getString("kind"),
                        UtcTime.read(row, "due_at"),
                        row.getBoolean("frozen"),
                        row.getBoolean("breached"),
                        row.getString("outcome")))
                .list();
    }

    public void lockCaseOf(UUID clockId) {
        jdbc.sql("""
                        select id from support.support_case
                         where id = (select case_id from support.sla_clock where id = ?) for update
                        """).param(clockId).query(UUID.class).optional();
    }

    public void startForCase(UUID caseId, List<NewSlaClock> clocks, SlaPolicy policy, Instant now) {
        start(caseId, null, clocks, policy, now);
    }

    public void startForIncident(UUID incidentId, NewSlaClock clock, SlaPolicy policy, Instant now) {
        start(null, incidentId, List.of(clock), policy, now);
    }

    private void start(
            @Nullable UUID caseId, @Nullable UUID incidentId, List<NewSlaClock> clocks, SlaPolicy policy, Instant now) {
        jdbc.sql("""
                        with started as (
                            insert into support.sla_clock
                                   (id, case_id, incident_id, kind, policy, started_at, target_ms, due_at)
                            select id, cast(:case as uuid), cast(:incident as uuid), kind, cast(:policy as jsonb),
                                   cast(:now as timestamptz), target,
                                   cast(:now as timestamptz) + target * interval '1 millisecond'
                              from unnest(:ids, :kinds, :targets) clock (id, kind, target)
                            returning id, case_id, incident_id, kind, policy, target_ms, due_at
                        ), timed as (
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

    public void freeze(List<UUID> cases, SlaFreezeReason reason, String source, Instant now) {
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

    public void thaw(List<UUID> cases, SlaFreezeReason reason, String source, Instant now) {
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
                        ), changed as (
                            update support.sla_clock c
                               set freeze_depth = c.freeze_depth - 1,
                                   frozen_since = case when held.last then null else c.frozen_since end,
                                   frozen_ms = held.frozen_ms,
                                   due_at = c.started_at + (c.target_ms + held.frozen_ms) * interval '1 millisecond'
                              from held where c.id = held.id
                            returning c.id, c.case_id, c.kind, c.due_at, c.target_ms, c.policy,
                                      held.last as runs, held.last as moved
                        ), %s
                        insert into support.case_event (case_id, at, actor, type, data)
                        select distinct case_id, cast(:now as timestamptz), 'desk', 'CLOCK_THAWED',
                               jsonb_build_object('reason', :reason, 'source', :source)
                          from changed
                        """.formatted(SET_TIMERS_AND_DEADLINES))
                .param("cases", array(cases))
                .param("reason", reason.name())
                .param("source", source)
                .param("now", UtcTime.of(now))
                .update();
    }

    public void retarget(List<UUID> cases, Severity severity, Instant now) {
        jdbc.sql("""
                        with wanted as (
                            select id, cast(policy -> 'severity' ->> :severity as bigint) as target_ms
                              from support.sla_clock
                             where case_id = any(:cases) and kind = 'RESOLUTION' and stopped_at is null
                        )""" + RETARGET)
                .param("cases", array(cases))
                .param("severity", String.valueOf(severity.level()))
                .param("now", UtcTime.of(now))
                .update();
    }

    /// What stands still is due as much later as it has stood; a clock that was stopped says when it would have been.
    public void takeEarlier(UUID from, UUID into, Instant now) {
        jdbc.sql("""
                        with ended as (
                            select due_at from support.sla_clock
                             where case_id = :from and kind = 'RESOLUTION' order by started_at desc limit 1
                        ), running as (
                            select id, target_ms,
                                   due_at + coalesce(cast(:now as timestamptz) - frozen_since, interval '0') as due_at
                              from support.sla_clock
                             where case_id = :into and kind = 'RESOLUTION' and stopped_at is null
                        ), wanted as (
                            select running.id, running.target_ms
                                   - cast(extract(epoch from running.due_at - ended.due_at) * 1000 as bigint) as target_ms
                              from running join ended on ended.due_at < running.due_at
                        )""" + RETARGET)
                .param("from", from)
                .param("into", into)
                .param("now", UtcTime.of(now))
                .update();
    }

    public void stop(List<UUID> cases, List<SlaClockKind> kinds, Instant now) {
        stopWhere("case_id = any(:subjects) and kind = any(:kinds)", cases, kinds, now);
    }

    public void stopIncident(UUID incidentId, Instant now) {
        stopWhere(
                "incident_id = any(:subjects) and kind = any(:kinds)",
                List.of(incidentId),
                List.of(SlaClockKind.INCIDENT),
                now);
    }

    private void stopWhere(String which, List<UUID> subjects, List<SlaClockKind> kinds, Instant now) {
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

    /// Copies the earliest running clock of each case, and from when the first of them counts as at risk: the order of
    /// the queues.
    public void refreshQueueOrder(List<UUID> cases) {
        jdbc.sql("""
                        update support.support_case s set next_due_at = earliest.due_at, next_risk_at = earliest.risk_at
                          from (select case_id, min(due_at) as due_at,
                                       min(due_at - (target_ms * cast(policy ->> 'atRiskPercent' as bigint) / 100)
                                                    * interval '1 millisecond') as risk_at
                                  from support.sla_clock where case_id = any(:cases) and stopped_at is null
                                 group by case_id) earliest
                         where s.id = earliest.case_id
                           and (s.next_due_at, s.next_risk_at) is distinct from (earliest.due_at, earliest.risk_at)
                        """).param("cases", array(cases)).update();
    }

    private static UUID[] array(List<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}
