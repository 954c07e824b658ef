package dev.boxoffice.support.monitoring.alert;

import dev.boxoffice.support.UtcTime;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How many cases went to the wrong queue first.
@Repository
class MisrouteRepository {

    record Misroutes(long cases, long misrouted) {}

    private final JdbcClient jdbc;

    MisrouteRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Misroutes countSince(Instant since) {
        return jdbc.sql("""
                        select count(*) as cases, count(*) filter (where misroutes > 0) as misrouted
                          from support.support_case where source = 'REPORT' and created_at > ?
                        """)
                .param(UtcTime.of(since))
                .query((row, _) -> new Misroutes(row.getLong("cases"), row.getLong("misrouted")))
                .single();
    }
}
