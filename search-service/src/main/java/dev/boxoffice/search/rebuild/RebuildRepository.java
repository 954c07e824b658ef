package dev.boxoffice.search.rebuild;

import dev.boxoffice.platform.id.TimeOrderedId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// What was asked to be rebuilt and how far it got, in Postgres: the one who asks is rarely the one who does it, and
/// whoever takes over from a reader that died finishes what it began.
@Repository
public class RebuildRepository {

    private static final String COLUMNS = """
            id, state, reason, requested_by, requested_at, started_at, finished_at, index_name, total, indexed, detail
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    RebuildRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Asks for a rebuild, unless one is already open; either way the open one is returned.
    @Transactional
    public RebuildProgress request(String reason, String requestedBy) {
        jdbc.sql("""
                        insert into search.rebuild (id, state, reason, requested_by, requested_at)
                        values (:id, 'REQUESTED', :reason, :by, :now)
                        on conflict do nothing
                        """)
                .param("id", TimeOrderedId.next())
                .param("reason", reason)
                .param("by", requestedBy)
                .param("now", now())
                .update();
        return latest().orElseThrow();
    }

    /// Changes were lost: asks for a rebuild that sees the catalogue as of now. One under way goes on to the end
    /// and then reads once more what it had read before the loss, so that a loss costs it no more than that.
    @Transactional
    public void readAgain(String reason) {
        jdbc.sql("""
                        update search.rebuild
                        set state = 'BUILDING', again_until = position, again = false, requested_at = :now, detail = :reason
                        where finished_at is null and index_name is not null
                        """).param("reason", reason).param("now", now()).update();
        request(reason, "search-service");
    }

    public Optional<RebuildProgress> open() {
        return jdbc.sql("select " + COLUMNS + " from search.rebuild where finished_at is null")
                .query(RebuildProgress::read)
                .optional();
    }

    public Optional<RebuildProgress> latest() {
        return jdbc.sql("select " + COLUMNS
                        + " from search.rebuild order by finished_at is null desc, requested_at desc limit 1")
                .query(RebuildProgress::read)
                .optional();
    }

    void begin(UUID id, String index, long total) {
        jdbc.sql("""
                        update search.rebuild
                        set state = 'BUILDING', started_at = :now, index_name = :index, total = :total, indexed = 0,
                            position = null, again_until = null, again = false
                        where id = :id
                        """)
                .param("now", now())
                .param("index", index)
                .param("total", total)
                .param("id", id)
                .update();
    }

    RebuildPosition position(UUID id) {
        return jdbc.sql("select position, again, again_until, indexed from search.rebuild where id = :id")
                .param("id", id)
                .query(RebuildPosition::read)
                .single();
    }

    void reached(UUID id, RebuildPosition position) {
        jdbc.sql("""
                        update search.rebuild
                        set position = :last, again = :again, again_until = :againUntil, indexed = :indexed
                        where id = :id
                        """)
                .param("last", position.last())
                .param("again", position.again())
                .param("againUntil", position.againUntil())
                .param("indexed", position.indexed())
                .param("id", id)
                .update();
    }

    void move(UUID id, RebuildState state) {
        jdbc.sql("update search.rebuild set state = :state where id = :id")
                .param("state", state.name())
                .param("id", id)
                .update();
    }

    void finish(UUID id, RebuildState state, @Nullable String detail) {
        jdbc.sql("update search.rebuild set state = :state, finished_at = :now, detail = :detail where id = :id")
                .param("state", state.name())
                .param("now", now())
                .param("detail", detail)
                .param("id", id)
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
