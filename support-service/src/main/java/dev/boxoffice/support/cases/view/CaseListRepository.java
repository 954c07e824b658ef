package dev.boxoffice.support.cases.view;

import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.data.CaseStatus;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Lists of cases.
@Repository
class CaseListRepository {

    private static final String MATCHING = """
             where source <> 'SYNTHETIC'
               and (cast(:reporter as text) is null or reporter = :reporter)
               and (cast(:status as text) is null or status = :status)
               and (cast(:queue as text) is null or queue = :queue)
            """;

    private final JdbcClient jdbc;

    CaseListRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<CaseListItem> findPage(CaseListFilter filter, PageQuery page) {
        return filtered("""
                        select id, status, severity, queue, category, subject, reporter_name, due_at, created_at, updated_at
                          from support.support_case %s order by created_at desc, id desc limit :size offset :offset
                        """, filter)
                .param("size", page.size())
                .param("offset", page.offset())
                .query((row, _) -> new CaseListItem(
                        row.getObject("id", UUID.class),
                        CaseStatus.valueOf(row.getString("status")),
                        row.getInt("severity"),
                        row.getString("queue"),
                        row.getString("category"),
                        row.getString("subject"),
                        row.getString("reporter_name"),
                        UtcTime.read(row, "due_at"),
                        UtcTime.read(row, "created_at"),
                        UtcTime.read(row, "updated_at")))
                .list();
    }

    long count(CaseListFilter filter) {
        return filtered("select count(*) from support.support_case %s", filter)
                .query(Long.class)
                .single();
    }

    private StatementSpec filtered(String sql, CaseListFilter filter) {
        return jdbc.sql(sql.formatted(MATCHING))
                .param("reporter", filter.reporter())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param("queue", filter.queue());
    }
}
