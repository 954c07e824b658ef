package dev.boxoffice.support.cases.data;

import dev.boxoffice.support.ColumnRowMapper;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.triage.routing.RoutingRuleSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The queues: which case must be worked next, and how cases leave and enter.
@Repository
public class CaseQueueRepository {

    /// The earliest running clock, first response and resolution alike. Ties go to the better contract, then to what
    /// loses more money an hour.
    private static final String ORDER = "next_due_at, tier_rank, revenue_per_hour desc, id";
    private static final String UNASSIGNABLE =
            "queue not in ('%s', '%s')".formatted(RoutingRuleSet.BULK_QUEUE, RoutingRuleSet.SYNTHETIC_QUEUE);

    /// A queue is served by priority, and within one by deadline: never first in, first out.
    private enum Priority {
        /// Severity 1 before all else.
        CRITICAL("severity = 1"),
        /// Then whatever has little of its time left, or none.
        AT_RISK("next_risk_at <= :now"),
        /// Then by deadline.
        DEADLINE("true");

        private final String condition;

        Priority(String condition) {
            this.condition = condition;
        }

        String condition() {
            return condition;
        }
    }

    private final JdbcClient jdbc;

    CaseQueueRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Skips what others hold just now. Postgres checks the conditions again on the row as it is once locked.
    ///
    /// @param skills modules the agent is expert in; other cases only once they overflowed
    public Optional<UUID> lockNext(String queue, List<String> skills, Instant now) {
        return lockNext("queue = :queue", queue, skills, now);
    }

    /// From any queue, for agents who asked to have cases pushed to them.
    public Optional<UUID> lockNextAnywhere(List<String> skills, Instant now) {
        return lockNext(UNASSIGNABLE, "", skills, now);
    }

    private Optional<UUID> lockNext(String where, String queue, List<String> skills, Instant now) {
        for (var priority : Priority.values()) {
            var found = jdbc.sql("""
                            select id from support.support_case
                             where %s and status = 'ROUTED' and %s
                               and (overflow_at <= :now or module = any(:skills))
                             order by %s limit 1 for update skip locked
                            """.formatted(where, priority.condition(), ORDER))
                    .param("queue", queue)
                    .param("now", UtcTime.of(now))
                    .param("skills", skills.toArray(String[]::new))
                    .query(UUID.class)
                    .optional();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// Gives the case to an agent, if it still waits in a queue.
    public boolean claim(UUID id, String agent, Instant now) {
        return jdbc.sql("""
                        update support.support_case
                           set status = 'IN_PROGRESS', owner = :agent, last_action_at = :now,
                               version = version + 1, updated_at = :now
                         where id = :id and status = 'ROUTED' and owner is null
                        """)
                        .param("id", id)
                        .param("agent", agent)
                        .param("now", UtcTime.of(now))
                        .update()
                == 1;
    }

    /// Whether cases wait there for somebody with their module's expertise.
    public boolean anyWaiting(String queue) {
        return jdbc.sql("select exists (select 1 from support.support_case where queue = ? and status = 'ROUTED')")
                .param(queue)
                .query(Boolean.class)
                .single();
    }

    /// An owned case belongs to another queue now, and stays in its owner's hands.
    public void moveOwned(UUID id, CasePlacement to, String module, Instant now) {
        jdbc.sql("""
                        update support.support_case
                           set queue = ?, module = ?, routing_version = ?, version = version + 1, updated_at = ?
                         where id = ? and owner is not null
                        """)
                .params(to.queue(), module, to.routingVersion(), UtcTime.of(now), id)
                .update();
    }

    /// Open cases in an agent's hands, in the order all locks are taken in.
    public List<UUID> findInHands(String agent) {
        return jdbc.sql("select id from support.support_case where owner = ? and status = 'IN_PROGRESS' order by id")
                .param(agent)
                .query(ColumnRowMapper.ID)
                .list();
    }

    /// Puts it into a queue without an owner; experts come first anew.
    public void enqueue(UUID id, CasePlacement to, String module, Instant now) {
        jdbc.sql("""
                        update support.support_case
                           set status = 'ROUTED', owner = null, queue = :queue, module = :module, routing_version = :routing,
                               incident_id = :incident, routed_at = :routed, overflow_at = :overflow,
                               version = version + 1, updated_at = :now
                         where id = :id
                        """)
                .param("id", id)
                .param("queue", to.queue())
                .param("module", module)
                .param("routing", to.routingVersion())
                .param("incident", to.incidentId())
                .param("routed", UtcTime.of(to.routedAt()))
                .param("overflow", UtcTime.of(to.overflowAt()))
                .param("now", UtcTime.of(now))
                .update();
    }
}
