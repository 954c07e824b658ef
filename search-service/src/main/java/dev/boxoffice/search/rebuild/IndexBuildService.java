package dev.boxoffice.search.rebuild;

import dev.boxoffice.search.index.IndexAdminClient;
import dev.boxoffice.search.index.IndexWriteClient;
import dev.boxoffice.search.indexing.EventIndexService;
import dev.boxoffice.search.source.CatalogueRepository;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The steps of building an index beside the live one; each may be repeated after an outage.
@Service
class IndexBuildService {

    private static final int PAGE = 100;

    private final IndexAdminClient indices;
    private final IndexWriteClient writer;
    private final EventIndexService indexer;
    private final CatalogueRepository catalogue;
    private final Clock clock;

    IndexBuildService(
            IndexAdminClient indices,
            IndexWriteClient writer,
            EventIndexService indexer,
            CatalogueRepository catalogue,
            Clock clock) {
        this.indices = indices;
        this.writer = writer;
        this.indexer = indexer;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /// An empty index; those that a rebuild left unfinished are dropped.
    String create() {
        indices.dropAllBut(indices.live().map(Set::of).orElse(Set.of()));
        return indices.create(clock.instant());
    }

    /// From now on every change is written there too.
    void mirrorChangesInto(String index) {
        writer.alsoInto(index);
    }

    void stopMirroringInto(String index) {
        writer.noLongerInto(index);
    }

    /// Indexes the next events in the order of their ids, and returns them; none when all are done.
    List<UUID> fill(String index, @Nullable UUID after) {
        var page = catalogue.idsAfter(after, PAGE);
        indexer.indexInto(index, page);
        return page;
    }

    long eventCount() {
        return catalogue.count();
    }

    long documentCount(String index) {
        return indices.count(index);
    }

    void promote(String index) {
        indices.promote(index);
    }
}
