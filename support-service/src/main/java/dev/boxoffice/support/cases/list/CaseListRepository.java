package dev.boxoffice.support.cases.list;

import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.data.CaseStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Lists of cases. The statement names only what is asked for, so that each filter has its index.
@Repository
class CaseListRepository {

    /// Beside a case what lists tell of its clocks and of its conversation.
    private static final String CASES = """
            select s.*, clock.earliest, clock.breached, said.kind = 'REPORTER' as customer_replied,
                   said.id as said_last
              from support.support_case s
              left join lateral (
                    select min(c.due_at) filter (where c.stopped_at is null) as earliest,
                           bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = 0 and c.due_at <= :now))
                               as breached
                      from support.sla_clock c where c.case_id = s.id) clock on true
              left join lateral (
                    select m.kind, m.id from support.case_message m
                     where m.case_id = s.id and m.kind in ('REPORTER', 'AGENT', 'RESOLUTION', 'INCIDENT_RESOLUTION')
                     order by m.created_at desc, m.id desc limit 1) said on true
             where s.source <> 'SYNTHETIC'
            """;

    private static final String WORDS = """
             and (to_tsvector('simple', s.subject || ' ' || s.body) @@ websearch_to_tsquery('simple', :words)
                  or s.number = upper(:words) or cast(s.id as text) = lower(:words) or s.reporter = :words
                  or lower(s.reporter_email) = lower(:words)
                  or s.id in (select m.case_id from support.case_message m
                               where to_tsvector('simple', m.body) @@ websearch_to_tsquery('simple', :words)
                                 and (:notes or m.kind <> 'NOTE')))
            """;

    private final JdbcClient jdbc;

    CaseListRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param notes whether what agents noted for themselves is searched too
    /// @param after the row to go on behind; null begins at the page
    List<ListedCase> find(
            CaseListFilter filter,
            boolean notes,
            CaseListSort sort,
            @Nullable CaseListCursor after,
            PageQuery page,
            Instant now) {
        var sql =
                "select *, cast(%s as text) as sort_key, (%s) as sort_value from (%s) listed %s order by %s limit :size offset :offset"
                        .formatted(
                                sort.key(),
                                sort.key(),
                                CASES + matching(filter),
                                after == null ? "" : "where " + sort.after(),
                                sort.order());
        var statement = filtered(sql, filter, notes, now)
                .param("size", page.size())
                .param("offset", after == null ? page.offset() : 0);
        if (after != null) {
            statement = statement.param("afterKey", after.key()).param("afterId", after.id());
        }
        return statement.query((row, _) -> listed(row, sort)).list();
    }

    long count(CaseListFilter filter, boolean notes, Instant now) {
        return filtered("select count(*) from (%s) listed".formatted(CASES + matching(filter)), filter, notes, now)
                .query(Long.class)
                .single();
    }

    /// Of each queue the case most in need of somebody.
    List<ListedCase> findHeads(Instant now) {
        return jdbc.sql("""
                        select distinct on (queue) *, '' as sort_key from (%s and s.status = 'ROUTED') listed
                         order by queue, severity <> 1, coalesce(earliest, due_at), id
                        """.formatted(CASES))
                .param("now", UtcTime.of(now))
                .query((row, _) -> listed(row, CaseListSort.SEVERITY))
                .list();
    }

    /// Open cases whose next promise is broken or about to be, the worst first.
    List<ListedCase> findAtRisk(Instant now, int most) {
        return jdbc.sql("""
                        select *, '' as sort_key from (%s
                            and s.status in ('ROUTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER')
                            and exists (select 1 from support.sla_clock c
                                         where c.case_id = s.id and c.stopped_at is null and c.freeze_depth = 0
                                           and c.due_at - (c.target_ms * cast(c.policy ->> 'atRiskPercent' as bigint) / 100)
                                                        * interval '1 millisecond' <= :now)) listed
                         order by coalesce(earliest, due_at), id limit :most
                        """.formatted(CASES))
                .param("now", UtcTime.of(now))
                .param("most", most)
                .query((row, _) -> listed(row, CaseListSort.SEVERITY))
                .list();
    }

    private static String matching(CaseListFilter filter) {
        var sql = new StringBuilder();
        if (filter.reporter() != null) {
            sql.append(" and s.reporter = :reporter");
        }
        if (filter.owner() != null) {
            sql.append(filter.owner().equals(CaseListFilter.NOBODY) ? " and s.owner is null" : " and s.owner = :owner");
        }
        if (filter.statuses() != null) {
            sql.append(" and s.status = any(:statuses)");
        }
        if (filter.severity() != null) {
            sql.append(" and s.severity = :severity");
        }
        if (filter.queue() != null) {
            sql.append(" and s.queue = :queue");
        }
        if (filter.incidentId() != null) {
            sql.append(" and s.incident_id = :incident");
        }
        if (filter.bookingId() != null) {
            sql.append(" and s.booking_id = :booking");
        }
        if (filter.eventId() != null) {
            sql.append(" and s.event_id = :event");
        }
        if (filter.breached() != null) {
            sql.append(" and coalesce(clock.breached, false) = :breached");
        }
        if (filter.answered() != null) {
            // Answered: the desk has spoken, and spoke last.
            sql.append(" and coalesce(said.kind in ('AGENT', 'RESOLUTION', 'INCIDENT_RESOLUTION'), false) = :answered");
        }
        if (filter.words() != null) {
            sql.append(WORDS);
        }
        return sql.toString();
    }

    private StatementSpec filtered(String sql, CaseListFilter filter, boolean notes, Instant now) {
        var statuses = filter.statuses();
        return jdbc.sql(sql)
                .param("now", UtcTime.of(now))
                .param("reporter", filter.reporter())
                .param("owner", filter.owner())
                .param("statuses", statuses == null ? new String[0] : statuses.toArray(String[]::new))
                .param("severity", filter.severity())
                .param("queue", filter.queue())
                .param("incident", filter.incidentId())
                .param("booking", filter.bookingId())
                .param("event", filter.eventId())
                .param("breached", filter.breached())
                .param("answered", filter.answered())
                .param("notes", notes)
                .param("words", filter.words());
    }

    private static ListedCase listed(ResultSet row, CaseListSort sort) throws SQLException {
        var item = new CaseListItem(
                row.getObject("id", UUID.class),
                row.getString("number"),
                CaseStatus.valueOf(row.getString("status")),
                row.getInt("severity"),
                row.getString("queue"),
                row.getString("category"),
                row.getString("subject"),
                row.getString("owner"),
                row.getString("tier"),
                row.getString("reporter"),
                row.getObject("booking_id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getObject("incident_id", UUID.class),
                row.getObject("merged_into", UUID.class),
                UtcTime.read(row, "due_at"),
                UtcTime.readNullable(row, "earliest"),
                row.getBoolean("breached"),
                row.getBoolean("customer_replied"),
                UtcTime.read(row, "created_at"),
                UtcTime.read(row, "updated_at"));
        return new ListedCase(
                item, row.getString("reporter_name"), row.getObject("said_last", UUID.class), key(row, sort));
    }

    /// As a cursor carries it: exact, and read back as it was written.
    private static String key(ResultSet row, CaseListSort sort) throws SQLException {
        if (row.getString("sort_key").isEmpty()) {
            return "";
        }
        return sort == CaseListSort.SEVERITY
                ? row.getString("sort_key")
                : UtcTime.read(row, "sort_value").toString();
    }
}
