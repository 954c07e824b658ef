package dev.boxoffice.support.cases.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The versions of cases, to see which have changed.
@Repository
class CaseVersionRepository {

    private final JdbcClient jdbc;

    CaseVersionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<UUID, Long> findByIds(Set<UUID> cases) {
        var versions = new HashMap<UUID, Long>();
        jdbc.sql("select id, version from support.support_case where id = any(?)")
                .param(cases.toArray(UUID[]::new))
                .query(row -> {
                    versions.put(row.getObject("id", UUID.class), row.getLong("version"));
                });
        return versions;
    }
}
