package dev.boxoffice.search.rebuild;

import dev.boxoffice.search.answer.AnswerCacheStore;
import dev.boxoffice.search.indexing.OutageRetry;
import dev.boxoffice.search.indexing.ParkedRowService;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Builds a whole index beside the live one and swaps it in: new index, everything read, changes caught up with,
/// counts compared, alias moved.
///
/// The change stream writes into both indices all the while, so there is no moment at which a change could fall
/// between them; external versions let the newer view win whoever writes last.
@Service
class RebuildService {

    private static final Logger log = LoggerFactory.getLogger(RebuildService.class);
    private static final int COMPARISONS = 20;
    private static final Duration BETWEEN_COMPARISONS = Duration.ofMillis(500);
    /// A merge is worth waiting for, but not for ever: searches work without.
    private static final Duration LONGEST_MERGE = Duration.ofMinutes(10);

    private final RebuildRepository repository;
    private final IndexBuildService build;
    private final ParkedRowService parked;
    private final AnswerCacheStore answers;
    private final Clock clock;

    RebuildService(
            RebuildRepository repository,
            IndexBuildService build,
            ParkedRowService parked,
            AnswerCacheStore answers,
            Clock clock) {
        this.repository = repository;
        this.build = build;
        this.parked = parked;
        this.answers = answers;
        this.clock = clock;
    }

    /// Before a reader's stream begins: what it brings must also reach the index that a former reader left half built.
    void mirrorUnfinished() {
        repository.open().map(RebuildProgress::index).filter(build::isUsable).ifPresent(build::mirrorChangesInto);
    }

    /// After a reader's stream has ended.
    void stopMirroring() {
        build.stopMirroring();
    }

    /// @param catchUp waits until the change stream has passed what was committed before
    /// @param retry waits out outages; once it is stopped the rebuild ends where it is, and the next reader goes on
    void run(RebuildProgress request, ChangeCatchUp catchUp, OutageRetry retry) throws InterruptedException {
        var half = request.index();
        var index = half != null && build.isMirroredInto(half) ? half : create(request, retry);
        log.info("Rebuilding the index as {}: {}", index, request.reason());
        fill(request, index, retry);
        move(request, RebuildState.CATCHING_UP, retry);
        catchUp.await();
        merge(index, retry);
        move(request, RebuildState.COMPARING, retry);
        var difference = compare(index, retry);
        if (difference == null) {
            promote(request, index, retry);
        } else {
            giveUp(request, index, difference, retry);
        }
        build.stopMirroring();
    }

    private String create(RebuildProgress request, OutageRetry retry) throws InterruptedException {
        var created = new AtomicReference<@Nullable String>();
        build.stopMirroring();
        retry.untilDone("Creating an index", () -> created.set(build.create(clock.instant())));
        var index = Objects.requireNonNull(created.get());
        // Before the first row is read: from here on the stream brings what changes.
        build.mirrorChangesInto(index);
        retry.untilDone("Beginning a rebuild", () -> repository.begin(request.id(), index, build.eventCount()));
        return index;
    }

    private void fill(RebuildProgress request, String index, OutageRetry retry) throws InterruptedException {
        var reached = new AtomicReference<>(RebuildPosition.BEGINNING);
        retry.untilDone("Looking where the rebuild was", () -> reached.set(repository.position(request.id())));
        var more = new AtomicBoolean(true);
        while (more.get()) {
            retry.untilDone("Rebuilding", () -> more.set(fillOnePage(request.id(), index, reached)));
        }
    }

    private boolean fillOnePage(UUID rebuild, String index, AtomicReference<RebuildPosition> reached) {
        var position = Objects.requireNonNull(reached.get());
        var page = build.fill(index, position.last(), position.again() ? position.againUntil() : null);
        if (page.isEmpty() && !position.mustGoBack()) {
            return false;
        }
        var next = page.isEmpty() ? position.back() : position.after(page);
        repository.reached(rebuild, next);
        reached.set(next);
        return true;
    }

    private void merge(String index, OutageRetry retry) throws InterruptedException {
        retry.untilDone("Merging the index", () -> build.merge(index));
        var merged = new AtomicBoolean();
        var until = clock.instant().plus(LONGEST_MERGE);
        while (!merged.get() && clock.instant().isBefore(until)) {
            if (retry.pause(BETWEEN_COMPARISONS)) {
                throw new InterruptedException("The reader stops");
            }
            retry.untilDone("Merging the index", () -> merged.set(!build.isMerging()));
        }
        if (!merged.get()) {
            log.warn("The index {} is put into use before it is merged", index);
        }
    }

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
