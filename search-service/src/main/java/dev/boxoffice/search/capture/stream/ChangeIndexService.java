package dev.boxoffice.search.capture.stream;

import dev.boxoffice.search.indexing.EventIndexService;
import dev.boxoffice.search.indexing.ParkedRowService;
import dev.boxoffice.search.indexing.WrittenContentCache;
import dev.boxoffice.search.source.CatalogueRepository;
import org.springframework.stereotype.Service;

/// Indexes the events that a batch of changes touches.
@Service
class ChangeIndexService {

    private final CatalogueRepository catalogue;
    private final EventIndexService indexer;
    private final ParkedRowService parked;

    ChangeIndexService(CatalogueRepository catalogue, EventIndexService indexer, ParkedRowService parked) {
        this.catalogue = catalogue;
        this.indexer = indexer;
        this.parked = parked;
    }

    void park(ChangeBatch.Unreadable row) {
        parked.park(row.table(), row.key(), row.reason(), row.lsn());
    }

    /// @param searchable whether to return only once searches find the events
    /// @param read what the documents of late have seen
    /// @param written what the index says of late
    /// @return whether what was indexed reflects every change of the batch
    boolean index(ChangeBatch batch, boolean searchable, EventSnapshotCache read, WrittenContentCache written) {
        var events = read.unread(batch);
        events.addAll(catalogue.eventsShowing(batch.venues(), batch.performers()));
        var snapshot = indexer.index(events, searchable, written);
        snapshot.ifPresent(seen -> read.put(events, seen));
        return snapshot.map(seen -> seen.sees(batch.transactions())).orElse(true);
    }
}
