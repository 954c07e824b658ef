package dev.boxoffice.search.capture;

import dev.boxoffice.search.index.IndexAdminClient;
import dev.boxoffice.search.indexing.ParkedRowService;
import dev.boxoffice.search.rebuild.RebuildRepository;
import dev.boxoffice.search.rebuild.RebuildWorker;
import dev.boxoffice.search.rebuild.Rebuilder;
import dev.boxoffice.search.source.CatalogueRepository;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the active reader keeps in order beside the stream: the slot, the index behind the alias, its own progress.
final class ReaderParts {

    private static final Logger log = LoggerFactory.getLogger(ReaderParts.class);
    private static final int KEY_LENGTH = 200;
    private static final String SELF = ManagementFactory.getRuntimeMXBean().getName();

    private final ReplicationConnectionFactory database;
    private final ReplicationSlotRepository slot;
    private final ChangeBatchListener.Work work;
    private final Upkeep upkeep;
    private final ReaderProgress progress;
    private long nextInspectionNanos = System.nanoTime();

    /// What is looked after while changes flow.
    record Upkeep(
            RebuildRepository rebuilds,
            Rebuilder.Workers workers,
            IndexAdminClient indices,
            EndedEventService ended,
            CaptureMetrics lag,
            Duration inspection) {}

    ReaderParts(
            ReplicationConnectionFactory database, ReplicationSlotRepository slot, ChangeBatchListener.Work work, Upkeep upkeep, ReaderProgress progress) {
        this.database = database;
        this.slot = slot;
        this.work = work;
        this.upkeep = upkeep;
        this.progress = progress;
    }

    ReplicationConnectionFactory database() {
        return database;
    }

    CatalogueRepository catalogue() {
        return work.catalogue();
    }

    ChangeBatchListener.Work work() {
        return work;
    }

    ReaderProgress progress() {
        return progress;
    }

    Rebuilder.Workers workers() {
        return upkeep.workers();
    }

    /// Makes sure there is a slot to read from. A new one knows nothing of what changed before it, so a rebuild is
    /// asked
    /// for first: should this process die in between, its successor still knows that one is owed.
    void prepareSlot() {
        slot.evictPredecessor();
        var state = slot.state();
        if (state == ReplicationSlotRepository.State.USABLE) {
            return;
        }
        log.info("The replication slot is {}: creating it and rebuilding the index", state);
        upkeep.rebuilds()
                .startOver("The change stream began anew (its slot was "
                        + state.name().toLowerCase(Locale.ROOT) + ")");
        slot.recreate();
    }

    /// Parks a change that nobody can decode, and goes on at the end of the log; what lies between is read from the
    /// tables.
    void passOver(String change) {
        work.parked().park(ParkedRowService.LOG, change.substring(0, Math.min(change.length(), KEY_LENGTH)), change, null);
        upkeep.rebuilds().startOver("A change could not be decoded");
        slot.evictPredecessor();
        slot.recreate();
    }

    void overseeOnce(RebuildWorker rebuilds) {
        progress.save(SELF);
        upkeep.lag().measure(slot, progress);
        rebuilds.workOffRequests();
        if (System.nanoTime() - nextInspectionNanos >= 0 && !rebuilds.isBusy()) {
            nextInspectionNanos = System.nanoTime() + upkeep.inspection().toNanos();
            inspect();
        }
    }

    private void inspect() {
        work.parked().recount();
        var live = upkeep.indices().live();
        if (live.isEmpty()) {
            upkeep.rebuilds().request("There is no index", "search-service");
        } else if (!upkeep.indices().isCurrent(live.get())) {
            upkeep.rebuilds().request("The index has an older mapping", "search-service");
        } else {
            upkeep.ended().sweepWhenDue();
        }
    }
}
