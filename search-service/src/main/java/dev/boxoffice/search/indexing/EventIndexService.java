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
import java.util.function.Function;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;

/// Brings events from Postgres into the index, whole, and sets aside the ones that cannot be brought.
///
/// Everything here may be repeated: documents are made from what the catalogue says now, and carry its order.
@Component
public final class EventIndexService {

    /// Readers of the catalogue take turns, so none may take long: this many stadiums are counted in about a second.
    private static final int CHUNK = 100;

    private final CatalogueRepository catalogue;
    private final IndexWriteClient writer;
    private final ParkedRowService parked;
    private final AnswerInvalidationService noticeable;
    private final IndexingMetrics metrics;

    EventIndexService(
            CatalogueRepository catalogue,
            IndexWriteClient writer,
            ParkedRowService parked,
            AnswerInvalidationService noticeable,
            IndexingMetrics metrics) {
        this.catalogue = catalogue;
        this.writer = writer;
        this.parked = parked;
        this.noticeable = noticeable;
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
        noticeable.announce(
                readings.stream().map(DocumentBatch::documents).flatMap(List::stream).toList());
        return Optional.of(readings.getFirst().snapshot());
    }

    private IndexWriteResult write(List<VersionedDocument> documents, WrittenContentCache known) {
        if (writer.underConstruction().isPresent()) {
            known.forgetAll();
            return writer.write(documents);
        }
        var news = known.news(documents);
        var result = writer.write(news);
        if (result.liveIndexMissing() && writer.underConstruction().isEmpty()) {
            throw new IndexUnavailableException("There is no index yet");
        }
        known.wrote(news, result);
        return result;
    }

    /// Indexes these events into an index that is being built.
    public void indexInto(String index, Collection<UUID> events) {
        inChunks(events, documents -> writer.writeInto(index, documents));
    }

    private List<DocumentBatch> inChunks(Collection<UUID> events, Function<List<VersionedDocument>, IndexWriteResult> write) {
        var all = List.copyOf(events);
        var readings = new ArrayList<DocumentBatch>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            var reading = read(all.subList(from, Math.min(from + CHUNK, all.size())));
            settle(reading, write.apply(reading.documents()));
            readings.add(reading);
        }
        return readings;
    }

    /// When a statement over many events stumbles over one of them, each is read alone, so that only that one is set
    /// aside.
    private DocumentBatch read(List<UUID> events) {
        try {
            return catalogue.read(events);
        } catch (DataIntegrityViolationException | UncategorizedSQLException stumbled) {
            if (events.size() == 1) {
                var reason = String.valueOf(stumbled.getMostSpecificCause().getMessage());
                return catalogue.unreadable(events.getFirst(), reason);
            }
            return events.stream()
                    .map(List::of)
                    .map(this::read)
                    .reduce(DocumentBatch::and)
                    .orElseThrow();
        }
    }

    private void settle(DocumentBatch reading, IndexWriteResult result) {
        var troubled = new ArrayList<String>();
        for (var each : reading.unreadable()) {
            troubled.add(each.eventId().toString());
            parked.park(ParkedRowService.EVENT, each.eventId().toString(), each.reason(), null);
        }
        for (var each : result.refused()) {
            troubled.add(each.eventId());
            parked.park(ParkedRowService.EVENT, each.eventId(), each.reason(), null);
        }
        var healed = reading.documents().stream()
                .map(VersionedDocument::id)
                .filter(id -> !troubled.contains(id))
                .toList();
        parked.release(ParkedRowService.EVENT, healed);
        metrics.documents(result);
    }
}
