package dev.boxoffice.support.cases;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.triage.RoutingRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Picks the case that must be worked next, and locks it.
@Component
class Waiting {

    /// Ties go to the better contract, then to what loses more money an hour.
    private static final String ORDER = "due_at, tier_rank, revenue_per_hour desc, id";
    private static final String UNASSIGNABLE =
            "queue not in ('%s', '%s')".formatted(RoutingRules.BULK_QUEUE, RoutingRules.SYNTHETIC_QUEUE);

    private final JdbcClient jdbc;

    Waiting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Skips what others hold just now. Postgres checks the conditions again on the row as it is once locked.
    ///
    /// @param skills modules the agent is expert in; other cases only once they overflowed
    Optional<UUID> lockNext(String queue, List<String> skills, Instant now) {
        return lockNext("queue = :queue", queue, skills, now);
    }

    /// From any queue, for agents who asked to have cases pushed to them.
    Optional<UUID> lockNextAnywhere(List<String> skills, Instant now) {
        return lockNext(UNASSIGNABLE, "", skills, now);
    }

    private Optional<UUID> lockNext(String where, String queue, List<String> skills, Instant now) {
        for (var lane : Lane.values()) {
            var found = jdbc.sql("""
                            select id from support.support_case
                             where %s and status = 'ROUTED' and %s
                               and (overflow_at <= :now or module = any(:skills))
                             order by %s limit 1 for update skip locked
                            """.formatted(where, lane.condition(), ORDER))
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
}
