package dev.boxoffice.search.rebuild;

import dev.boxoffice.search.answer.AnswerCacheStore;
import dev.boxoffice.search.index.IndexAdminClient;
import dev.boxoffice.search.index.IndexWriteClient;
import dev.boxoffice.search.indexing.EventIndexService;
import dev.boxoffice.search.indexing.OutageRetry;
import dev.boxoffice.search.indexing.ParkedRowService;
import dev.boxoffice.search.source.CatalogueRepository;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Hands out the [RebuildWorker] of a reader; only the active reader ever holds one.
@Configuration(proxyBeanMethods = false)
public class Rebuilder {

    /// Makes a worker for as long as this process is the active reader.
    @FunctionalInterface
    public interface Workers {
        RebuildWorker hire(ChangeCatchUp catchUp, OutageRetry patience);
    }

    @Bean
    RebuildService.Workshop rebuildWorkshop(
            RebuildRepository log,
            IndexAdminClient indices,
            IndexWriteClient writer,
            EventIndexService indexer,
            CatalogueRepository catalogue,
            ParkedRowService parked,
            AnswerCacheStore answers,
            Clock clock) {
        return new RebuildService.Workshop(log, indices, writer, indexer, catalogue, parked, answers, clock);
    }

    @Bean
    Workers rebuildWorkers(RebuildService.Workshop workshop) {
        return (catchUp, patience) -> new RebuildWorker(workshop, catchUp, patience);
    }
}
