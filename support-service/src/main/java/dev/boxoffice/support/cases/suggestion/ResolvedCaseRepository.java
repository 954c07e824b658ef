package dev.boxoffice.support.cases.suggestion;

import dev.boxoffice.support.cases.data.SupportCase;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds resolved cases that read alike.
@Repository
class ResolvedCaseRepository {

    private final JdbcClient jdbc;

    ResolvedCaseRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Counts open cases, and no further than this.
    int countOpenUpTo(int most) {
        return jdbc.sql("""
                        select count(*) from (
                            select 1 from support.support_case
                             where status in ('ROUTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER') limit ?) open
                        """).param(most).query(Integer.class).single();
    }

    /// @param query in the syntax of `to_tsquery`
    List<ResolvedCase> findAlike(SupportCase asked, String query, int most) {
        return jdbc.sql("""
                        select id, subject, resolution, reporter_name,
                               ts_rank(to_tsvector('simple', subject || ' ' || body), to_tsquery('simple', :query)) as rank
                          from support.support_case
                         where resolution is not null and category = :category and id <> :id and incident_id is null
                           and source <> 'SYNTHETIC'
                           and to_tsvector('simple', subject || ' ' || body) @@ to_tsquery('simple', :query)
                         order by rank desc, resolved_at desc limit :most
                        """)
                .param("query", query)
                .param("category", asked.assessment().category())
                .param("id", asked.id())
                .param("most", most)
                .query((row, _) -> new ResolvedCase(
                        row.getObject("id", UUID.class),
                        row.getString("subject"),
                        row.getString("resolution"),
                        row.getString("reporter_name"),
                        row.getDouble("rank")))
                .list();
    }
}
