package dev.boxoffice.search.rebuild;

import dev.boxoffice.search.answer.AnswerCacheStore;
import dev.boxoffice.search.indexing.OutageRetry;
import dev.boxoffice.search.indexing.ParkedRowService;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Builds a whole index beside the live one and swaps it in: new index, everything read, changes caught up with, counts
/// compared, alias moved.
///
/// The change stream writes into both indices all the while, so there is no moment at which a change could fall
/// between them; external versions let the newer view win whoever writes last.
@Service
class RebuildService {

    private static final Logger log = LoggerFactory.getLogger(RebuildService.class);
    private static final int COMPARISONS = 20;
    private static final Duration BETWEEN_COMPARISONS = Duration.ofMillis(500);

    private final RebuildRepository repository;
    private final IndexBuildService build;
    private final ParkedRowService parked;
    private final AnswerCacheStore answers;

    RebuildService(
            RebuildRepository repository, IndexBuildService build, ParkedRowService parked, AnswerCacheStore answers) {
        this.repository = repository;
        this.build = build;
        this.parked = parked;
        this.answers = answers;
    }

    /// @param catchUp waits until the change stream has passed what was committed before
    /// @param retry waits out outages; once it is stopped the rebuild ends where it is
    void run(RebuildProgress request, ChangeCatchUp catchUp, OutageRetry retry) throws InterruptedException {
        log.info("Rebuilding the index: {}", request.reason());
        var index = create(request, retry);
        try {
            fill(request, index, retry);
            move(request, RebuildState.CATCHING_UP, retry);
            catchUp.await();
            move(request, RebuildState.COMPARING, retry);
            var difference = compare(index, retry);
            if (difference == null) {
                promote(request, index, retry);
            } else {
                giveUp(request, index, difference, retry);
            }
        } finally {
            build.stopMirroringInto(index);
        }
    }

    private String create(RebuildProgress request, OutageRetry retry) throws InterruptedException {
        var created = new AtomicReference<@Nullable String>();
        retry.untilDone("Creating an index", () -> created.set(build.create()));
        var index = Objects.requireNonNull(created.get());
        // Before the first row is read: from here on the stream brings what changes.
        build.mirrorChangesInto(index);
        retry.untilDone("Beginning a rebuild", () -> repository.begin(request.id(), index, build.eventCount()));
        return index;
    }

    private void fill(RebuildProgress request, String index, OutageRetry retry) throws InterruptedException {
        var position = new Position(null, 0);
        while (true) {
            var from = position;
            var page = new AtomicReference<List<UUID>>(List.of());
            retry.untilDone("Rebuilding", () -> {
                page.set(build.fill(index, from.last()));
                repository.indexed(request.id(), from.indexed() + page.get().size());
            });
            if (page.get().isEmpty()) {
                return;
            }
            position = new Position(
                    page.get().getLast(), from.indexed() + page.get().size());
        }
    }

    private record Position(@Nullable UUID last, long indexed) {}

    private void move(RebuildProgress request, RebuildState state, OutageRetry retry) throws InterruptedException {
        retry.untilDone("Rebuilding", () -> repository.move(request.id(), state));
    }

    /// Events may be created between the two counts, so a difference counts only when it stays.
    private @Nullable String compare(String index, OutageRetry retry) throws InterruptedException {
        var difference = new AtomicReference<@Nullable String>();
        for (int attempt = 0; attempt < COMPARISONS; attempt++) {
            retry.untilDone("Comparing counts", () -> difference.set(difference(index)));
            if (difference.get() == null || retry.pause(BETWEEN_COMPARISONS)) {
                break;
            }
        }
        return difference.get();
    }

    private @Nullable String difference(String index) {
        var events = build.eventCount();
        var parkedRows = parked.recount();
        var documents = build.documentCount(index);
        return documents >= events - parkedRows
                ? null
                : "The index has %d documents for %d events (%d parked)".formatted(documents, events, parkedRows);
    }

    private void promote(RebuildProgress request, String index, OutageRetry retry) throws InterruptedException {
        retry.untilDone("Swapping the alias", () -> build.promote(index));
        answers.invalidateAll();
        retry.untilDone("Releasing parked changes", () -> parked.releaseChangesBefore(request.requestedAt()));
        retry.untilDone("Finishing a rebuild", () -> repository.finish(request.id(), RebuildState.DONE, null));
        log.info("The index is now {}", index);
    }

    private void giveUp(RebuildProgress request, String index, String difference, OutageRetry retry)
            throws InterruptedException {
        log.error("The rebuilt index {} is not put into use: {}", index, difference);
        retry.untilDone("Failing a rebuild", () -> repository.finish(request.id(), RebuildState.FAILED, difference));
    }
}
