package dev.boxoffice.search.query;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.search.indexing.IndexProgressService;
import dev.boxoffice.search.query.criteria.Leniency;
import dev.boxoffice.search.query.criteria.SearchCriteria;
import dev.boxoffice.search.query.criteria.SearchCursor;
import dev.boxoffice.search.query.criteria.SearchLimits;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/// Finds events: first as typed, and only where that finds nothing, with mistakes forgiven. Whoever spelt a name right
/// sees no strangers, neither on the page nor in its counts.
@Service
final class EventSearchService {

    private final EventQueryService queries;
    private final SpellingService spelling;
    private final IndexProgressService progress;
    private final Clock clock;

    EventSearchService(
            EventQueryService queries, SpellingService spelling, IndexProgressService progress, Clock clock) {
        this.queries = queries;
        this.spelling = spelling;
        this.progress = progress;
        this.clock = clock;
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 when prices of several currencies would be compared
    SearchAnswer find(SearchCriteria criteria) {
        var now = clock.instant();
        // Read before the query: what is promised must not be newer than what was searched.
        var indexedAt = progress.indexedAt();
        var found = asked(criteria, now);
        if (criteria.needsOneCurrency() && found.currencies().size() > 1) {
            throw FieldErrors.single(
                    "currency", "is needed: the events are priced in " + String.join(", ", found.currencies()));
        }
        return new SearchAnswer(
                found.shown(criteria.page().size()).stream()
                        .map(hit -> SearchAnswer.Found.of(Objects.requireNonNull(hit.source()), criteria.place(), now))
                        .toList(),
                found.facets(),
                SearchLimits.page(criteria.page(), total(found, criteria)),
                nextCursor(found, criteria),
                SearchAnswer.Origin.of(criteria.place()),
                indexedAt);
    }

    /// A cursor is not signed: what Elasticsearch cannot go on from is a mistake of whoever wrote it.
    private EventSearchResult asked(SearchCriteria criteria, Instant now) {
        try {
            return widening(criteria, now);
        } catch (ElasticsearchException refusal) {
            if (criteria.cursor() == null || refusal.status() != HttpStatus.BAD_REQUEST.value()) {
                throw refusal;
            }
            throw FieldErrors.single("cursor", SearchCursor.NOT_OURS);
        }
    }

    /// The index may have grown between the count and the page: a page never shows more than there are.
    private static long total(EventSearchResult found, SearchCriteria criteria) {
        var before = criteria.cursor() == null ? criteria.page().offset() : 0;
        var shown = found.shown(criteria.page().size()).size();
        return shown == 0 ? found.total() : Math.max(found.total(), before + shown);
    }

    private static @Nullable String nextCursor(EventSearchResult found, SearchCriteria criteria) {
        var shown = found.shown(criteria.page().size());
        var goesOn = found.hits() > shown.size()
                || (criteria.cursor() == null && criteria.page().offset() + shown.size() < found.total());
        return !goesOn || shown.isEmpty()
                ? null
                : new SearchCursor(found.leniency(), shown.getLast().sort()).write(criteria.question());
    }

    private EventSearchResult widening(SearchCriteria criteria, Instant now) {
        var cursor = criteria.cursor();
        if (cursor != null && cursor.leniency() != Leniency.AS_TYPED) {
            return lenient(criteria, cursor.leniency(), now);
        }
        var found = queries.asTyped(criteria, now);
        var term = criteria.term();
        if (cursor != null || found.total() > 0 || term == null || term.isEmpty()) {
            return found;
        }
        found = lenient(criteria, Leniency.MISTYPED, now);
        return found.total() == 0 && term.words().size() > 1 ? lenient(criteria, Leniency.SOME_WORDS, now) : found;
    }

    private EventSearchResult lenient(SearchCriteria criteria, Leniency leniency, Instant now) {
        return queries.lenient(criteria, leniency, spelling.corrections(Objects.requireNonNull(criteria.term())), now);
    }
}
