package dev.boxoffice.search.indexing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Rows that could not be indexed, with the reason.
@Repository
class ParkedRowRepository {

    private static final int REASON_LENGTH = 1_000;

    private final JdbcClient jdbc;

    ParkedRowRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void save(String source, String key, String reason, @Nullable Long lsn, Instant now) {
        jdbc.sql("""
                        insert into search.parked_row (source, key, reason, lsn, parked_at, tried_at)
                        values (:source, :key, :reason, :lsn, :now, :now)
                        on conflict (source, key) do update
                        set reason = excluded.reason, lsn = excluded.lsn, tried_at = excluded.tried_at,
                            attempts = parked_row.attempts + 1
                        """)
                .param("source", source)
                .param("key", key)
                .param("reason", reason.substring(0, Math.min(reason.length(), REASON_LENGTH)))
                .param("lsn", lsn)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
    }

    int delete(String source, Collection<String> keys) {
        return jdbc.sql("delete from search.parked_row where source = :source and key = any(:keys)")
                .param("source", source)
                .param("keys", keys.toArray(String[]::new))
                .update();
    }

    void deleteOthersTriedUntil(String source, Instant until) {
        jdbc.sql("delete from search.parked_row where source <> :source and tried_at <= :until")
                .param("source", source)
                .param("until", OffsetDateTime.ofInstant(until, ZoneOffset.UTC))
                .update();
    }

    long count() {
        return jdbc.sql("select count(*) from search.parked_row")
                .query(Long.class)
                .single();
    }
}
