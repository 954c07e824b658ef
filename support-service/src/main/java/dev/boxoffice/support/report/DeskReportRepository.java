package dev.boxoffice.support.report;

import dev.boxoffice.support.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Counts cases and their clocks, in one statement for all lines and their sum.
@Repository
class DeskReportRepository {

    static final String TOTAL = "total";

    private final JdbcClient jdbc;

    DeskReportRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param held resolutions before it have held
    /// @return a line for each key, in its order, and the sum as the last
    List<DeskReport.Line> lines(DeskReportGrouping by, Instant from, Instant to, Instant held) {
        return jdbc.sql("""
                        with reported as (
                            select s.id, %s as key, s.status, s.reopenings, s.created_at, s.resolved_at
                              from support.support_case s
                             where s.source <> 'SYNTHETIC' and s.created_at >= :from and s.created_at < :to
                        ), timed as (
                            select c.case_id,
                                   min(extract(epoch from c.stopped_at - c.started_at)) filter (
                                        where c.kind = 'FIRST_RESPONSE' and c.stopped_at is not null and exists (
                                            select 1 from support.case_message m
                                             where m.case_id = c.case_id and m.kind = 'AGENT')) as first_response,
                                   count(*) filter (where c.breached_at is not null) as breaches
                              from support.sla_clock c join reported r on r.id = c.case_id group by c.case_id
                        )
                        select case when grouping(r.key) = 1 then '%s' else r.key end as line, grouping(r.key) as sums,
                               count(*) as cases,
                               count(*) filter (where r.status in ('RESOLVED', 'CLOSED')) as resolved,
                               count(*) filter (where r.reopenings > 0) as reopened,
                               count(t.first_response) as first_responses,
                               percentile_cont(0.5) within group (order by t.first_response) as median,
                               percentile_cont(0.9) within group (order by t.first_response) as p90,
                               avg(extract(epoch from r.resolved_at - r.created_at)) filter (
                                    where r.status in ('RESOLVED', 'CLOSED') and r.resolved_at <= :held) as mttcr,
                               coalesce(sum(t.breaches), 0) as breaches,
                               count(*) filter (where t.breaches > 0) as breached_cases
                          from reported r left join timed t on t.case_id = r.id
                         group by rollup (r.key) order by sums, line
                        """.formatted(by.expression(), TOTAL))
                .param("from", UtcTime.of(from))
                .param("to", UtcTime.of(to))
                .param("held", UtcTime.of(held))
                .query((row, _) -> line(row))
                .list();
    }

    private static DeskReport.Line line(ResultSet row) throws SQLException {
        return new DeskReport.Line(
                row.getString("line"),
                row.getLong("cases"),
                row.getLong("resolved"),
                row.getLong("reopened"),
                row.getLong("first_responses"),
                seconds(row, "median"),
                seconds(row, "p90"),
                seconds(row, "mttcr"),
                row.getLong("breaches"),
                row.getLong("breached_cases"));
    }

    private static @Nullable Long seconds(ResultSet row, String column) throws SQLException {
        var value = row.getDouble(column);
        return row.wasNull() ? null : Math.round(value);
    }
}
