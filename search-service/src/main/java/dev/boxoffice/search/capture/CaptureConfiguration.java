package dev.boxoffice.search.capture;

import dev.boxoffice.platform.tracing.TracePropagation;
import dev.boxoffice.search.index.IndexAdminClient;
import dev.boxoffice.search.indexing.EventIndexService;
import dev.boxoffice.search.indexing.ParkedRowService;
import dev.boxoffice.search.rebuild.RebuildRepository;
import dev.boxoffice.search.rebuild.Rebuilder;
import dev.boxoffice.search.source.CatalogueRepository;
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
    ReaderProgress progress(JdbcClient jdbc, ReplicationSlotRepository slot, Clock clock, MeterRegistry meters) {
        return new ReaderProgress(jdbc, slot, clock, meters);
    }

    @Bean
    ChangeBatchListener.Work changeWork(
            CatalogueRepository catalogue, EventIndexService indexer, ParkedRowService parked, TracePropagation traces) {
        return new ChangeBatchListener.Work(catalogue, indexer, parked, traces);
    }

    @Bean
    ReaderParts.Upkeep readerUpkeep(
            RebuildRepository rebuilds,
            Rebuilder.Workers workers,
            IndexAdminClient indices,
            EndedEventService ended,
            CaptureMetrics lag,
            CaptureProperties limits) {
        return new ReaderParts.Upkeep(rebuilds, workers, indices, ended, lag, limits.inspection());
    }

    @Bean
    ReaderParts readerParts(
            ReplicationConnectionFactory database,
            ReplicationSlotRepository slot,
            ChangeBatchListener.Work work,
            ReaderParts.Upkeep upkeep,
            ReaderProgress progress) {
        return new ReaderParts(database, slot, work, upkeep, progress);
    }

    @Bean
    ChangeCaptureWorker changeReader(CaptureProperties limits, ReaderParts parts, MeterRegistry meters) {
        var reader = new ChangeCaptureWorker(limits, parts);
        Gauge.builder("boxoffice.search.reader", () -> reader.isActive() ? 1 : 0)
                .description("1 on the one instance that reads changes")
                .register(meters);
        return reader;
    }
}
