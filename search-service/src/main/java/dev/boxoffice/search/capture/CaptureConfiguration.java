package dev.boxoffice.search.capture;

import dev.boxoffice.platform.tracing.TracePropagation;
import dev.boxoffice.search.index.IndexAdmin;
import dev.boxoffice.search.indexing.EventIndexer;
import dev.boxoffice.search.indexing.ParkedRows;
import dev.boxoffice.search.rebuild.RebuildLog;
import dev.boxoffice.search.rebuild.Rebuilder;
import dev.boxoffice.search.source.Catalogue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Puts the reader of changes together.
@Configuration(proxyBeanMethods = false)
class CaptureConfiguration {

    @Bean
    Progress progress(JdbcClient jdbc, ReplicationSlot slot, Clock clock, MeterRegistry meters) {
        return new Progress(jdbc, slot, clock, meters);
    }

    @Bean
    ChangeHandler.Work changeWork(
            Catalogue catalogue, EventIndexer indexer, ParkedRows parked, TracePropagation traces) {
        return new ChangeHandler.Work(catalogue, indexer, parked, traces);
    }

    @Bean
    ReaderParts.Upkeep readerUpkeep(
            RebuildLog rebuilds,
            Rebuilder.Workers workers,
            IndexAdmin indices,
            EndedEvents ended,
            LagMetrics lag,
            CaptureProperties limits) {
        return new ReaderParts.Upkeep(rebuilds, workers, indices, ended, lag, limits.inspection());
    }

    @Bean
    ReaderParts readerParts(
            DatabaseAccess database,
            ReplicationSlot slot,
            ChangeHandler.Work work,
            ReaderParts.Upkeep upkeep,
            Progress progress) {
        return new ReaderParts(database, slot, work, upkeep, progress);
    }

    @Bean
    ChangeReader changeReader(CaptureProperties limits, ReaderParts parts, MeterRegistry meters) {
        var reader = new ChangeReader(limits, parts);
        Gauge.builder("boxoffice.search.reader", () -> reader.isActive() ? 1 : 0)
                .description("1 on the one instance that reads changes")
                .register(meters);
        return reader;
    }
}
