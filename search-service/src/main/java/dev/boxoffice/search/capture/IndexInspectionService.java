package dev.boxoffice.search.capture;

import dev.boxoffice.search.index.IndexAdminClient;
import dev.boxoffice.search.indexing.ParkedRowService;
import dev.boxoffice.search.rebuild.RebuildRepository;
import org.springframework.stereotype.Service;

/// Looks whether the index is there and as it should be, and requests a rebuild where it is not.
@Service
class IndexInspectionService {

    private static final String REQUESTED_BY = "search-service";

    private final ParkedRowService parked;
    private final IndexAdminClient indices;
    private final RebuildRepository rebuilds;
    private final EndedEventService ended;

    IndexInspectionService(
            ParkedRowService parked, IndexAdminClient indices, RebuildRepository rebuilds, EndedEventService ended) {
        this.parked = parked;
        this.indices = indices;
        this.rebuilds = rebuilds;
        this.ended = ended;
    }

    void inspect() {
        parked.recount();
        var live = indices.live();
        if (live.isEmpty()) {
            rebuilds.request("There is no index", REQUESTED_BY);
        } else if (!indices.isCurrent(live.get())) {
            rebuilds.request("The index has an older mapping", REQUESTED_BY);
        } else {
            ended.sweepWhenDue();
        }
    }
}
