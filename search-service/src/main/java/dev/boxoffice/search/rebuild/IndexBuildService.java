package dev.boxoffice.search.rebuild;

import dev.boxoffice.search.index.IndexAdminClient;
import dev.boxoffice.search.index.IndexWriteClient;
import dev.boxoffice.search.indexing.EventIndexService;
import dev.boxoffice.search.query.WarmUpService;
import dev.boxoffice.search.source.CatalogueRepository;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The steps of building an index beside the live one; each may be repeated after an outage.
@Service
class IndexBuildService {

    private static final int PAGE = 1_000;

    private final IndexAdminClient indices;
    private final IndexWriteClient writer;
    private final EventIndexService indexer;
    private final CatalogueRepository catalogue;
    private final WarmUpService warmUp;

    IndexBuildService(
            IndexAdminClient indices,
            IndexWriteClient writer,
            EventIndexService indexer,
            CatalogueRepository catalogue,
            WarmUpService warmUp) {
        this.indices = indices;
        this.writer = writer;
        this.indexer = indexer;
        this.catalogue = catalogue;
        this.warmUp = warmUp;
    }

    /// An empty index; those that a rebuild left unfinished are dropped.
    String create(Instant now) {
        indices.dropAllBut(indices.live().map(Set::of).orElse(Set.of()));
        return indices.create(now);
    }

    /// From now on every change is written there too.
    void mirrorChangesInto(String index) {
        writer.alsoInto(index);
    }

    void stopMirroring() {
        writer.underConstruction().ifPresent(writer::noLongerInto);
    }

    /// Whether every change of this reader's turn was written there too.
    boolean isMirroredInto(@Nullable String index) {
        return index != null && writer.underConstruction().filter(index::equals).isPresent();
    }

    /// Whether a former reader left it half built, and as this version of the service would build it.
    boolean isUsable(@Nullable String index) {
        return index != null && indices.isCurrent(index) && indices.exists(index);
    }

    /// Indexes the next events in the order of their ids, and returns them; none when all are done.
    ///
    /// @param until the last one wanted; null for all there are
    List<UUID> fill(String index, @Nullable UUID after, @Nullable UUID until) {
        var page = catalogue.idsAfter(after, until, PAGE);
        indexer.indexInto(index, page);
        return page;
    }

    /// Few segments, so that each search looks in few places.
    void merge(String index) {
        indices.merge(index);
    }

    boolean isMerging() {
        return indices.isMerging();
    }

    long eventCount() {
        return catalogue.count();
    }

    long documentCount(String index) {
        return indices.count(index);
    }

    /// Searchers of the one before find it read already; where there was none, they wait for it.
    void promote(String index) {
        if (indices.live().isPresent()) {
            warmUp.getReady(index);
        }
        indices.promote(index);
    }
}
