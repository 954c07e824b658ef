package dev.boxoffice.support.triage.proposal;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Past cases to try category rules on.
@Repository
class CategorisedCaseRepository {

    private final JdbcClient jdbc;

    CategorisedCaseRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<CategorisedCase> findLatest(int most) {
        return jdbc.sql("""
                        select c.id, c.error_code, c.subject, c.body, l.category as label
                          from support.support_case c left join support.label l on l.case_id = c.id
                         where c.source = 'REPORT' order by c.created_at desc limit ?
                        """)
                .param(most)
                .query((row, _) -> new CategorisedCase(
                        row.getObject("id", UUID.class),
                        row.getString("error_code"),
                        row.getString("subject"),
                        row.getString("body"),
                        row.getString("label")))
                .list();
    }
}
