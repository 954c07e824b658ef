package dev.boxoffice.search.capture;

import dev.boxoffice.search.capture.stream.CaptureProperties;
import dev.boxoffice.search.capture.stream.ReplicationSlotRepository;
import dev.boxoffice.search.indexing.ParkedRowService;
import dev.boxoffice.search.rebuild.RebuildRepository;
import dev.boxoffice.search.source.CatalogueRepository;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Makes sure that the reader has a replication slot to read from, and that whatever a slot did not keep is rebuilt.
@Service
class ReplicationSlotService {

    private static final Logger log = LoggerFactory.getLogger(ReplicationSlotService.class);
    private static final int KEY_LENGTH = 200;

    private final ReplicationSlotRepository slot;
    private final CatalogueRepository catalogue;
    private final RebuildRepository rebuilds;
    private final ParkedRowService parked;

    ReplicationSlotService(
            ReplicationSlotRepository slot,
            CatalogueRepository catalogue,
            RebuildRepository rebuilds,
            ParkedRowService parked) {
        this.slot = slot;
        this.catalogue = catalogue;
        this.rebuilds = rebuilds;
        this.parked = parked;
    }

    /// A new slot knows nothing of what changed before it, so a rebuild is requested first: should this process die in
    /// between, its successor still knows that one is owed.
    ///
    /// @return false while event-service has not published its tables
    boolean prepare() {
        if (!catalogue.isPublished(CaptureProperties.PUBLICATION)) {
            log.info("Waiting for event-service to publish its tables as {}", CaptureProperties.PUBLICATION);
            return false;
        }
        slot.evictPredecessor();
        var state = slot.state();
        if (state != ReplicationSlotRepository.State.USABLE) {
            log.info("The replication slot is {}: creating it and rebuilding the index", state);
            rebuilds.readAgain(
                    "The change stream began anew (its slot was " + state.name().toLowerCase(Locale.ROOT) + ")");
            slot.recreate();
        }
        return true;
    }

    /// Parks a change that nobody can decode, and goes on at the end of the log; what lies between is read from the
    /// tables.
    void skip(String undecodable) {
        parked.park(
                ParkedRowService.LOG,
                undecodable.substring(0, Math.min(undecodable.length(), KEY_LENGTH)),
                undecodable,
                null);
        rebuilds.readAgain("A change could not be decoded");
        slot.evictPredecessor();
        slot.recreate();
    }
}
