package dev.boxoffice.search.indexing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Rows that could not be indexed: kept with the reason, counted, and let go once the same row can be indexed again.
@Component
public final class ParkedRowService {

    /// The source of events that no document could be made or stored of. Other sources are table names, and [#LOG].
    public static final String EVENT = "event";
    /// The source of changes that could not even be decoded.
    public static final String LOG = "log";

    private static final Logger log = LoggerFactory.getLogger(ParkedRowService.class);
    private static final int REASON_LENGTH = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicLong count = new AtomicLong();

    ParkedRowService(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        Gauge.builder("boxoffice.search.parked", count::get)
                .description("Rows that could not be indexed and wait for somebody to mend them")
                .register(meters);
    }

    public void park(String source, String key, String reason, @Nullable Long lsn) {
        log.warn("Parked {} {}: {}", source, key, reason);
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
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        recount();
    }

    public void release(String source, Collection<String> keys) {
        if (count.get() == 0 || keys.isEmpty()) {
            return;
        }
        var released = jdbc.sql("delete from search.parked_row where source = :source and key = any(:keys)")
                .param("source", source)
                .param("keys", keys.toArray(String[]::new))
                .update();
        if (released > 0) {
            recount();
        }
    }

    /// Lets go of changes that could not be understood, once all events have been read from the tables after them.
    public void releaseChangesBefore(Instant readingBegan) {
        jdbc.sql("delete from search.parked_row where source <> :event and tried_at <= :began")
                .param("event", EVENT)
                .param("began", OffsetDateTime.ofInstant(readingBegan, ZoneOffset.UTC))
                .update();
        recount();
    }

    /// Counts them as the database has them; a reader that takes over learns here what its predecessor parked.
    public long recount() {
        var parked = jdbc.sql("select count(*) from search.parked_row")
                .query(Long.class)
                .single();
        count.set(parked);
        return parked;
    }

    public long count() {
        return count.get();
    }
}
