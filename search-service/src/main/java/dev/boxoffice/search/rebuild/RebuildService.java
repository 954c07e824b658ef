package dev.boxoffice.search.rebuild;

import dev.boxoffice.search.answer.AnswerCacheStore;
import dev.boxoffice.search.index.IndexAdminClient;
import dev.boxoffice.search.index.IndexWriteClient;
import dev.boxoffice.search.indexing.EventIndexService;
import dev.boxoffice.search.indexing.OutageRetry;
import dev.boxoffice.search.indexing.ParkedRowService;
import dev.boxoffice.search.source.CatalogueRepository;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds a whole index beside the live one and swaps it in: new index, everything read, changes caught up with, counts
/// compared, alias moved.
///
/// The change stream writes into both indices all the while, so there is no moment at which a change could fall
/// between them; external versions let the newer view win whoever writes last.
final class RebuildService {

    private static final Logger log = LoggerFactory.getLogger(RebuildService.class);
    private static final int PAGE = 100;
    private static final int COMPARISONS = 20;
    private static final Duration BETWEEN_COMPARISONS = Duration.ofMillis(500);

    private final RebuildProgress request;
    private final Workshop workshop;
    private final ChangeCatchUp catchUp;
    private final OutageRetry patience;

    /// What a rebuild works with.
    record Workshop(
            RebuildRepository log,
            IndexAdminClient indices,
            IndexWriteClient writer,
            EventIndexService indexer,
            CatalogueRepository catalogue,
            ParkedRowService parked,
            AnswerCacheStore answers,
            Clock clock) {}

    RebuildService(RebuildProgress request, Workshop workshop, ChangeCatchUp catchUp, OutageRetry patience) {
        this.request = request;
        this.workshop = workshop;
        this.catchUp = catchUp;
        this.patience = patience;
    }

    void run() throws InterruptedException {
        log.info("Rebuilding the index: {}", request.reason());
        var index = create();
        try {
            fill(index);
            move(RebuildState.CATCHING_UP);
            catchUp.await();
            move(RebuildState.COMPARING);
            var difference = compare(index);
            if (difference == null) {
                promote(index);
            } else {
                giveUp(index, difference);
            }
        } finally {
            workshop.writer().noLongerInto(index);
        }
    }

    private String create() throws InterruptedException {
        var created = new AtomicReference<@Nullable String>();
        patience.untilDone("Creating an index", () -> {
            var live = workshop.indices().live();
            workshop.indices().dropAllBut(live.map(Set::of).orElse(Set.of()));
            created.set(workshop.indices().create(workshop.clock().instant()));
        });
        var index = Objects.requireNonNull(created.get());
        // Before the first row is read: from here on the stream brings what changes.
        workshop.writer().alsoInto(index);
        patience.untilDone(
                "Beginning a rebuild",
                () -> workshop.log()
                        .begin(request.id(), index, workshop.catalogue().count()));
        return index;
    }

    private void fill(String index) throws InterruptedException {
        var position = new Position(null, 0);
        while (true) {
            var from = position;
            var page = new AtomicReference<List<UUID>>(List.of());
            patience.untilDone("Rebuilding", () -> {
                page.set(workshop.catalogue().idsAfter(from.last(), PAGE));
                workshop.indexer().indexInto(index, page.get());
                workshop.log().indexed(request.id(), from.indexed() + page.get().size());
            });
            if (page.get().isEmpty()) {
                return;
            }
            position = new Position(
                    page.get().getLast(), from.indexed() + page.get().size());
        }
    }

    private record Position(@Nullable UUID last, long indexed) {}

    private void move(RebuildState state) throws InterruptedException {
        patience.untilDone("Rebuilding", () -> workshop.log().move(request.id(), state));
    }

    /// Events may be created between the two counts, so a difference counts only when it stays.
    private @Nullable String compare(String index) throws InterruptedException {
        var outcome = new AtomicReference<@Nullable String>();
        for (int attempt = 0; attempt < COMPARISONS; attempt++) {
            patience.untilDone("Comparing counts", () -> {
                var expected = workshop.catalogue().count();
                var parked = workshop.parked().recount();
                var found = workshop.indices().count(index);
                outcome.set(
                        found >= expected - parked
                                ? null
                                : "The index has %d documents for %d events (%d parked)"
                                        .formatted(found, expected, parked));
            });
            if (outcome.get() == null || patience.rest(BETWEEN_COMPARISONS)) {
                break;
            }
        }
        return outcome.get();
    }

    private void promote(String index) throws InterruptedException {
        patience.untilDone("Swapping the alias", () -> workshop.indices().promote(index));
        workshop.answers().next();
        patience.untilDone(
                "Releasing parked changes", () -> workshop.parked().releaseChangesBefore(request.requestedAt()));
        patience.untilDone("Finishing a rebuild", () -> workshop.log().finish(request.id(), RebuildState.DONE, null));
        log.info("The index is now {}", index);
    }

    private void giveUp(String index, String difference) throws InterruptedException {
        log.error("The rebuilt index {} is not put into use: {}", index, difference);
        patience.untilDone(
                "Failing a rebuild", () -> workshop.log().finish(request.id(), RebuildState.FAILED, difference));
    }
}
