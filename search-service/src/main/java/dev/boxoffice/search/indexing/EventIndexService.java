package dev.boxoffice.search.indexing;

import dev.boxoffice.search.index.IndexUnavailableException;
import dev.boxoffice.search.index.IndexWriteClient;
import dev.boxoffice.search.index.IndexWriteResult;
import dev.boxoffice.search.index.VersionedDocument;
import dev.boxoffice.search.source.CatalogueRepository;
import dev.boxoffice.search.source.DocumentBatch;
import dev.boxoffice.search.source.TransactionSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Service;

/// Brings events from Postgres into the index, whole, and sets aside the ones that cannot be brought.
///
/// Everything here may be repeated: documents are made from what the catalogue says now, and carry its order.
@Service
public final class EventIndexService {

    /// Readers of the catalogue take turns, so none may take long: this many stadiums are counted in about a second.
    private static final int CHUNK = 100;
    /// Elasticsearch waits for the disk once a request.
    private static final int WRITTEN_AT_ONCE = 500;

    private final CatalogueRepository catalogue;
    private final IndexWriteClient writer;
    private final ParkedRowService parked;
    private final AnswerInvalidationService invalidation;
    private final IndexingMetrics metrics;

    EventIndexService(
            CatalogueRepository catalogue,
            IndexWriteClient writer,
            ParkedRowService parked,
            AnswerInvalidationService invalidation,
            IndexingMetrics metrics) {
        this.catalogue = catalogue;
        this.writer = writer;
        this.parked = parked;
        this.invalidation = invalidation;
        this.metrics = metrics;
    }

    /// Indexes these events wherever the index is kept, whatever it says of them now.
    public void index(Collection<UUID> events) {
        index(events, false, new WrittenContentCache());
    }

    /// Indexes these events wherever the index is kept, unless it says the same already, and drops cached answers if
    /// anybody could tell the difference.
    ///
    /// @param searchable whether to return only once searches find them
    /// @param known what the index says
    /// @return what the documents at least reflect; nothing for no events
    public Optional<TransactionSnapshot> index(Collection<UUID> events, boolean searchable, WrittenContentCache known) {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        var readings = inChunks(events, documents -> write(documents, known));
        if (searchable && known.isHidden()) {
            writer.makeSearchable();
            known.shown();
        }
        invalidation.invalidateIfNoticeable(readings.stream()
                .map(DocumentBatch::documents)
                .flatMap(List::stream)
                .toList());
        return Optional.of(readings.getFirst().snapshot());
    }

    private IndexWriteResult write(List<VersionedDocument> documents, WrittenContentCache known) {
        if (writer.underConstruction().isPresent()) {
            known.forgetAll();
            return writer.write(documents);
        }
        var changed = known.changed(documents);
        var result = writer.write(changed);
        if (result.liveIndexMissing() && writer.underConstruction().isEmpty()) {
            throw new IndexUnavailableException("There is no index yet");
        }
        known.wrote(changed, result);
        return result;
    }

    /// Indexes these events into an index that is being built. While Elasticsearch takes some, the next are read.
    public void indexInto(String index, Collection<UUID> events) {
        var all = List.copyOf(events);
        CompletableFuture<?> writing = CompletableFuture.allOf();
        try {
            for (int from = 0; from < all.size(); from += WRITTEN_AT_ONCE) {
                var reading = readInChunks(all.subList(from, Math.min(from + WRITTEN_AT_ONCE, all.size())));
                writing = writing.thenRunAsync(
                        () -> recordOutcome(reading, writer.writeInto(index, reading.documents())),
                        task -> Thread.ofVirtual().name("index-rebuild-write").start(task));
            }
        } finally {
            join(writing);
        }
    }

    private DocumentBatch readInChunks(List<UUID> events) {
        var reading = read(events.subList(0, Math.min(CHUNK, events.size())));
        for (int from = CHUNK; from < events.size(); from += CHUNK) {
            reading = reading.and(read(events.subList(from, Math.min(from + CHUNK, events.size()))));
        }
        return reading;
    }

    private static void join(CompletableFuture<?> writing) {
        try {
            writing.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private List<DocumentBatch> inChunks(
            Collection<UUID> events, Function<List<VersionedDocument>, IndexWriteResult> write) {
        var all = List.copyOf(events);
        var readings = new ArrayList<DocumentBatch>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            var reading = read(all.subList(from, Math.min(from + CHUNK, all.size())));
            recordOutcome(reading, write.apply(reading.documents()));
            readings.add(reading);
        }
        return readings;
    }

    /// When a statement over many events fails because of one of them, each is read alone, so that only that one
    /// is set aside.
    private DocumentBatch read(List<UUID> events) {
        try {
            return catalogue.read(events);
        } catch (DataIntegrityViolationException | UncategorizedSQLException failed) {
            if (events.size() == 1) {
                var reason = String.valueOf(failed.getMostSpecificCause().getMessage());
                return catalogue.unreadable(events.getFirst(), reason);
            }
            return events.stream()
                    .map(List::of)
                    .map(this::read)
                    .reduce(DocumentBatch::and)
                    .orElseThrow();
        }
    }

    private void recordOutcome(DocumentBatch reading, IndexWriteResult result) {
        var parkedIds = new ArrayList<String>();
        for (var each : reading.unreadable()) {
            parkedIds.add(each.eventId().toString());
            parked.park(ParkedRowService.EVENT, each.eventId().toString(), each.reason(), null);
        }
        for (var each : result.refused()) {
            parkedIds.add(each.eventId());
            parked.park(ParkedRowService.EVENT, each.eventId(), each.reason(), null);
        }
        var indexed = reading.documents().stream()
                .map(VersionedDocument::id)
                .filter(id -> !parkedIds.contains(id))
                .toList();
        parked.release(ParkedRowService.EVENT, indexed);
        metrics.documents(result);
    }
}
