package dev.boxoffice.search.capture;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import dev.boxoffice.search.index.ElasticsearchExceptionTranslator;
import dev.boxoffice.search.index.IndexProperties;
import dev.boxoffice.search.indexing.EventIndexService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/// Indexes events again when they are over, though no row of theirs changed: they are no longer to be suggested.
@Component
final class EndedEventService {

    private static final int PAGE = 1_000;
    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(1);

    private final ElasticsearchClient client;
    private final IndexProperties index;
    private final EventIndexService indexer;
    private final CaptureProperties limits;
    private final Clock clock;
    private Instant sweptUntil;

    EndedEventService(
            @Qualifier("writeClient") ElasticsearchClient client,
            IndexProperties index,
            EventIndexService indexer,
            CaptureProperties limits,
            Clock clock) {
        this.client = client;
        this.index = index;
        this.indexer = indexer;
        this.limits = limits;
        this.clock = clock;
        this.sweptUntil = clock.instant().minus(FIRST_LOOK_BACK);
    }

    void sweepWhenDue() {
        var now = clock.instant();
        if (now.isBefore(sweptUntil.plus(limits.endedSweep()))) {
            return;
        }
        List<UUID> ended = endedBetween(sweptUntil, now);
        indexer.index(ended);
        if (ended.size() < PAGE) {
            sweptUntil = now;
        }
    }

    /// Only those still suggested, so that indexing them takes them out of the next page.
    private List<UUID> endedBetween(Instant from, Instant until) {
        return ElasticsearchExceptionTranslator.call(() -> client
                .search(
                        search -> search.index(index.alias())
                                .size(PAGE)
                                .source(source -> source.fetch(false))
                                .query(query -> query.bool(bool -> bool.filter(filter ->
                                                filter.range(range -> range.date(date -> date.field("overAt")
                                                        .gt(from.toString())
                                                        .lte(until.toString()))))
                                        .filter(filter -> filter.exists(exists -> exists.field("suggestEvent"))))),
                        Void.class)
                .hits()
                .hits()
                .stream()
                .map(hit -> UUID.fromString(String.valueOf(hit.id())))
                .toList());
    }
}
