package dev.boxoffice.search.indexing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Parks rows that could not be indexed, counts them, and releases them once the same row can be indexed again.
@Service
public class ParkedRowService {

    /// The source of events that no document could be made or stored of. Other sources are table names, and [#LOG].
    public static final String EVENT = "event";
    /// The source of changes that could not even be decoded.
    public static final String LOG = "log";

    private static final Logger log = LoggerFactory.getLogger(ParkedRowService.class);

    private final ParkedRowRepository repository;
    private final Clock clock;
    private final AtomicLong count = new AtomicLong();

    ParkedRowService(ParkedRowRepository repository, Clock clock, MeterRegistry meters) {
        this.repository = repository;
        this.clock = clock;
        Gauge.builder("boxoffice.search.parked", count::get)
                .description("Rows that could not be indexed and wait for somebody to mend them")
                .register(meters);
    }

    /// @param lsn of the change, where it came by the stream
    public void park(String source, String key, String reason, @Nullable Long lsn) {
        log.warn("Parked {} {}: {}", source, key, reason);
        repository.save(source, key, reason, lsn, clock.instant());
        recount();
    }

    public void release(String source, Collection<String> keys) {
        if (count.get() > 0 && !keys.isEmpty() && repository.delete(source, keys) > 0) {
            recount();
        }
    }

    /// Releases changes that could not be understood, once all events have been read from the tables after them.
    public void releaseChangesBefore(Instant readingBegan) {
        repository.deleteOthersTriedUntil(EVENT, readingBegan);
        recount();
    }

    /// Counts them as the database has them; a reader that takes over learns here what its predecessor parked.
    public long recount() {
        count.set(repository.count());
        return count.get();
    }

    public long count() {
        return count.get();
    }
}
