package dev.boxoffice.search.rebuild;

import dev.boxoffice.search.index.IndexAdmin;
import dev.boxoffice.search.index.IndexWriter;
import dev.boxoffice.search.indexing.AnswerGeneration;
import dev.boxoffice.search.indexing.EventIndexer;
import dev.boxoffice.search.indexing.ParkedRows;
import dev.boxoffice.search.indexing.Patience;
import dev.boxoffice.search.source.Catalogue;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Hands out the [RebuildWorker] of a reader; only the active reader ever holds one.
@Configuration(proxyBeanMethods = false)
public class Rebuilder {

    /// Makes a worker for as long as this process is the active reader.
    @FunctionalInterface
    public interface Workers {
        RebuildWorker hire(CatchUp catchUp, Patience patience);
    }

    @Bean
    Rebuild.Workshop rebuildWorkshop(
            RebuildLog log,
            IndexAdmin indices,
            IndexWriter writer,
            EventIndexer indexer,
            Catalogue catalogue,
            ParkedRows parked,
            AnswerGeneration answers,
            Clock clock) {
        return new Rebuild.Workshop(log, indices, writer, indexer, catalogue, parked, answers, clock);
    }

    @Bean
    Workers rebuildWorkers(Rebuild.Workshop workshop) {
        return (catchUp, patience) -> new RebuildWorker(workshop, catchUp, patience);
    }
}
