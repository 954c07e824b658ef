package dev.boxoffice.support.cases;

import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.CaseController.CaseList;
import dev.boxoffice.support.triage.RuleStore;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/// Lists of cases, and the queues at a glance.
@Component
class CaseLists {

    record Filter(
            @Nullable String reporter,
            @Nullable CaseStatus status,
            @Nullable String queue) {}

    private static final String MATCHING = """
             where source <> 'SYNTHETIC'
               and (cast(:reporter as text) is null or reporter = :reporter)
               and (cast(:status as text) is null or status = :status)
               and (cast(:queue as text) is null or queue = :queue)
            """;

    private final JdbcClient jdbc;
    private final RuleStore rules;
    private final Clock clock;

    CaseLists(JdbcClient jdbc, RuleStore rules, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.clock = clock;
    }

    List<CaseList.Item> page(Filter filter, PageQuery page) {
        return filtered("""
                        select id, status, severity, queue, category, subject, due_at, created_at, updated_at
                          from support.support_case %s order by created_at desc, id desc limit :size offset :offset
                        """, filter)
                .param("size", page.size())
                .param("offset", page.offset())
                .query((row, _) -> new CaseList.Item(
                        row.getObject("id", UUID.class),
                        CaseStatus.valueOf(row.getString("status")),
                        row.getInt("severity"),
                        row.getString("queue"),
                        row.getString("category"),
                        row.getString("subject"),
                        UtcTime.read(row, "due_at"),
                        UtcTime.read(row, "created_at"),
                        UtcTime.read(row, "updated_at")))
                .list();
    }

    long count(Filter filter) {
        return filtered("select count(*) from support.support_case %s", filter)
                .query(Long.class)
                .single();
    }

    private StatementSpec filtered(String sql, Filter filter) {
        return jdbc.sql(sql.formatted(MATCHING))
                .param("reporter", filter.reporter())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param("queue", filter.queue());
    }

    /// Every queue of the rules in force, also the empty ones, and any other where a case still waits.
    List<QueueView> queues() {
        var waiting = jdbc
                .sql("""
                        select queue, count(*) as waiting, count(*) filter (where severity = 1) as severity1,
                               count(*) filter (where overflow_at <= :now) as overflowed,
                               min(created_at) as oldest, min(due_at) as next_due
                          from support.support_case
                         where status = 'ROUTED' and source <> 'SYNTHETIC' group by queue order by queue
                        """)
                .param("now", UtcTime.of(UtcTime.now(clock)))
                .query((row, _) -> new QueueView(
                        row.getString("queue"),
                        row.getLong("waiting"),
                        row.getLong("severity1"),
                        row.getLong("overflowed"),
                        UtcTime.readNullable(row, "oldest"),
                        UtcTime.readNullable(row, "next_due")))
                .list()
                .stream()
                .collect(Collectors.toMap(
                        QueueView::queue, Function.identity(), (one, _) -> one, java.util.TreeMap::new));
        rules.routes()
                .queues()
                .forEach(queue -> waiting.computeIfAbsent(queue, name -> new QueueView(name, 0, 0, 0, null, null)));
        return List.copyOf(waiting.values());
    }
}
