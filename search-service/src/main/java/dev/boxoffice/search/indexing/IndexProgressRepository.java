package dev.boxoffice.search.indexing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How far the active reader has come: one row that it writes, and every instance reads.
@Repository
public class IndexProgressRepository {

    private final JdbcClient jdbc;

    IndexProgressRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    IndexProgress find() {
        return jdbc.sql("select indexed_at, beat_at from search.progress")
                .query((row, _) -> new IndexProgress(
                        instant(row.getObject(1, OffsetDateTime.class)),
                        instant(row.getObject(2, OffsetDateTime.class))))
                .single();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /// @param indexedAt null while nothing is known beyond what is stored
    /// @param position in the WAL
    public void save(String reader, @Nullable Instant indexedAt, long position, Instant now) {
        jdbc.sql("""
                        update search.progress
                        set reader = :reader, beat_at = :now, indexed_at = coalesce(:indexedAt, indexed_at),
                            lsn = '0/0'::pg_lsn + :position
                        """)
                .param("reader", reader)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("indexedAt", indexedAt == null ? null : OffsetDateTime.ofInstant(indexedAt, ZoneOffset.UTC))
                .param("position", position)
                .update();
    }
}
