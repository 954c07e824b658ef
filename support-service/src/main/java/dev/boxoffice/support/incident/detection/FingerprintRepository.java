package dev.boxoffice.support.incident.detection;

import dev.boxoffice.support.ColumnRowMapper;
import dev.boxoffice.support.UtcTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Cases that look alike and belong to no incident yet.
@Repository
class FingerprintRepository {

    private final JdbcClient jdbc;

    FingerprintRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Locks open cases of this fingerprint that belong to no incident yet.
    public List<UUID> lockUnattached(FingerprintScope scope, Instant since) {
        return jdbc.sql("""
                        select id from support.support_case
                         where %s = :print and created_at > :since and incident_id is null
                           and status not in ('RESOLVED', 'CLOSED')
                         order by id for update
                        """.formatted(column(scope)))
                .param("print", scope.fingerprint())
                .param("since", UtcTime.of(since))
                .query(ColumnRowMapper.ID)
                .list();
    }

    /// Counts no further than the threshold.
    public int countUnattached(FingerprintScope scope, Instant since, int threshold) {
        return jdbc.sql("""
                        select count(*) from (
                            select 1 from support.support_case
                             where %s = :print and created_at > :since and incident_id is null
                               and status not in ('RESOLVED', 'CLOSED') limit :threshold) alike
                        """.formatted(column(scope)))
                .param("print", scope.fingerprint())
                .param("since", UtcTime.of(since))
                .param("threshold", threshold)
                .query(Integer.class)
                .single();
    }

    /// Cases whose detection never ran: one of each fingerprint that is over the threshold or has an incident.
    public List<UUID> findMissed(Instant since, int threshold) {
        return jdbc.sql("""
                        with alone as (
                            select id, unnest(array[print_booking, print_event, print_platform]) as print
                              from support.support_case
                             where incident_id is null and created_at > :since and print_platform is not null
                               and status not in ('RESOLVED', 'CLOSED')
                        )
                        select cast(max(cast(id as text)) as uuid) from alone
                         where print is not null group by print
                        having count(*) >= :threshold
                            or exists (select 1 from support.incident i
                                        where i.fingerprint = alone.print and i.status in ('SUSPECTED', 'ACKNOWLEDGED'))
                        """)
                .param("since", UtcTime.of(since))
                .param("threshold", threshold)
                .query(ColumnRowMapper.ID)
                .list();
    }

    private static String column(FingerprintScope scope) {
        return switch (scope.scope()) {
            case BOOKING -> "print_booking";
            case EVENT -> "print_event";
            case PLATFORM -> "print_platform";
        };
    }
}
