package dev.boxoffice.support.triage.routing;

import dev.boxoffice.support.triage.severity.ContractTier;
import dev.boxoffice.support.triage.severity.Severity;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Past cases to try routing rules on.
@Repository
class RoutedCaseRepository {

    private final JdbcClient jdbc;

    RoutedCaseRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<RoutedCase> findLatest(int most) {
        return jdbc.sql("""
                        select id, severity, module, category, tier, channel, source, error_code
                          from support.support_case where source <> 'SYNTHETIC'
                         order by created_at desc limit ?
                        """)
                .param(most)
                .query((row, _) -> new RoutedCase(
                        row.getObject("id", UUID.class),
                        new RoutingFacts(
                                Severity.of(row.getInt("severity")),
                                row.getString("module"),
                                row.getString("category"),
                                ContractTier.valueOf(row.getString("tier")),
                                row.getString("channel"),
                                row.getString("source"),
                                row.getString("error_code"))))
                .list();
    }
}
