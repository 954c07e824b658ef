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
                           and left_incident_id is null and status not in ('RESOLVED', 'CLOSED')
                         order by id for update
                        """.formatted(column(scope)))
                .param("print", scope.fingerprint())
                .param("since", UtcTime.of(since))
                .query(ColumnRowMapper.ID)
                .list();
    }

    /// Locks those of these that still belong to no incident.
    public List<UUID> lockUnattached(List<UUID> cases) {
        return jdbc.sql("""
                        select id from support.support_case
                         where id = any(?) and incident_id is null and left_incident_id is null
                           and status not in ('RESOLVED', 'CLOSED')
                         order by id for update
                        """)
                .param(cases.toArray(UUID[]::new))
                .query(ColumnRowMapper.ID)
                .list();
    }

    /// One person counts once, however often they report.
    public int countReporters(FingerprintScope scope, Instant since) {
        return jdbc.sql("""
                        select count(distinct coalesce(reporter, cast(id as text))) from support.support_case
                         where %s = :print and created_at > :since and incident_id is null
                           and left_incident_id is null and status not in ('RESOLVED', 'CLOSED')
                        """.formatted(column(scope)))
                .param("print", scope.fingerprint())
                .param("since", UtcTime.of(since))
                .query(Integer.class)
                .single();
    }

    /// How many distinct reporters a category had in all that time.
    public long countReporters(String category, Instant from, Instant until) {
        return jdbc.sql("""
                        select count(distinct coalesce(reporter, cast(id as text))) from support.support_case
                         where category = ? and created_at > ? and created_at <= ? and incident_id is null
                        """)
                .params(category, UtcTime.of(from), UtcTime.of(until))
                .query(Long.class)
                .single();
    }

    /// Cases whose detection never ran: one of each fingerprint that is over the threshold or has an incident.
    public List<UUID> findMissed(Instant since, int threshold) {
        return jdbc.sql("""
                        with alone as (
                            select id, reporter, unnest(array[print_booking, print_event, print_platform]) as print
                              from support.support_case
                             where incident_id is null and left_incident_id is null and created_at > :since
                               and print_platform is not null
                               and status not in ('RESOLVED', 'CLOSED')
                        )
                        select cast(max(cast(id as text)) as uuid) from alone
                         where print is not null group by print
                        having count(distinct coalesce(reporter, cast(id as text))) >= :threshold
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
