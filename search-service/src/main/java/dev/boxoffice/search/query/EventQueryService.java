package dev.boxoffice.search.query;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.msearch.MultisearchBody;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import dev.boxoffice.search.index.IndexedEvent;
import dev.boxoffice.search.index.SearchIndexClient;
import dev.boxoffice.search.query.criteria.Leniency;
import dev.boxoffice.search.query.criteria.SearchCriteria;
import dev.boxoffice.search.query.criteria.SearchLimits;
import dev.boxoffice.search.query.relevance.EventFilterFactory;
import dev.boxoffice.search.query.relevance.RelevanceQueryFactory;
import dev.boxoffice.search.query.relevance.RelevanceWeights;
import dev.boxoffice.search.query.relevance.WordMeaningFinder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Asks the index for a page of events, how many there are in all, and how they spread.
@Service
final class EventQueryService {

    private final SearchIndexClient client;
    private final WordMeaningFinder meanings;

    EventQueryService(SearchIndexClient client, WordMeaningFinder meanings) {
        this.client = client;
        this.meanings = meanings;
    }

    /// Two questions side by side. The page is free to skip whatever cannot be on it; the count must visit every
    /// match, but needs no score, and Elasticsearch keeps it until the index or the minute changes. A third one
    /// counts currencies, where prices are to be compared.
    ///
    /// A page of a popular name is full of events of that name: only where it is not, all are scored word by word.
    EventSearchResult asTyped(SearchCriteria criteria, Instant now) {
        var filters = new EventFilterFactory(criteria, now);
        var relevance = relevance(criteria, Leniency.AS_TYPED, Map.of());
        var all = unscored(relevance, filters.filtersWithPrices());
        if (relevance == null || !criteria.isByRelevance()) {
            return asTyped(criteria, all, all, filters, relevance);
        }
        var scored = scored(relevance.query(), filters, criteria, now);
        var names = relevance.namesOnly().map(query -> scored(query, filters, criteria, now));
        var found = asTyped(criteria, names.orElse(scored), all, filters, relevance);
        if (names.isEmpty() || found.hits() == most(criteria) || isWhole(found, criteria)) {
            return found;
        }
        return found.withPage(client.search(MsearchRequest.of(request -> request.index(client.index())
                        .searches(
                                question(page(criteria, scored).trackTotalHits(track -> track.enabled(false)), false))))
                .getFirst());
    }

    private static boolean isWhole(EventSearchResult found, SearchCriteria criteria) {
        return criteria.cursor() == null && from(criteria) + found.hits() >= found.total();
    }

    private EventSearchResult asTyped(
            SearchCriteria criteria,
            Query page,
            Query all,
            EventFilterFactory filters,
            @Nullable RelevanceQueryFactory relevance) {
        var answers = client.search(MsearchRequest.of(request -> {
            request.index(client.index())
                    .searches(question(page(criteria, page).trackTotalHits(track -> track.enabled(false)), false))
                    .searches(question(
                            new MultisearchBody.Builder()
                                    .query(all)
                                    .size(0)
                                    .trackTotalHits(track -> track.enabled(true))
                                    .aggregations(EventSearchResult.AGGREGATIONS),
                            true));
            return criteria.needsOneCurrency()
                    ? request.searches(currencies(unscored(relevance, filters.filters())))
                    : request;
        }));
        return new EventSearchResult(Leniency.AS_TYPED, answers.get(0), answers.get(1), answers.getLast());
    }

    /// One question: what a mistyped term might mean is not much, so that counting it costs little.
    ///
    /// @param corrections the nearest words there are, for each word of the term
    EventSearchResult lenient(
            SearchCriteria criteria, Leniency leniency, Map<String, List<String>> corrections, Instant now) {
        var filters = new EventFilterFactory(criteria, now);
        var relevance = relevance(criteria, leniency, corrections);
        var query = criteria.isByRelevance() && relevance != null
                ? scored(relevance.query(), filters, criteria, now)
                : unscored(relevance, filters.filtersWithPrices());
        var answers = client.search(MsearchRequest.of(request -> {
            request.index(client.index())
                    .searches(question(
                            page(criteria, query)
                                    .trackTotalHits(track -> track.enabled(true))
                                    .aggregations(EventSearchResult.AGGREGATIONS),
                            false));
            return criteria.needsOneCurrency()
                    ? request.searches(currencies(unscored(relevance, filters.filters())))
                    : request;
        }));
        return new EventSearchResult(leniency, answers.getFirst(), answers.getFirst(), answers.getLast());
    }

    private MultisearchBody.Builder page(SearchCriteria criteria, Query query) {
        var body = new MultisearchBody.Builder()
                .query(query)
                .from(from(criteria))
                .size(most(criteria))
                .source(source -> source.filter(fields -> fields.includes(IndexedEvent.FIELDS)))
                .sort(EventOrderFactory.order(criteria));
        var cursor = criteria.cursor();
        return cursor == null ? body : body.searchAfter(cursor.after());
    }

    private static int from(SearchCriteria criteria) {
        return criteria.cursor() == null ? (int) criteria.page().offset() : 0;
    }

    /// One more than shown, to know whether the list goes on.
    private int most(SearchCriteria criteria) {
        return Math.min(criteria.page().size() + 1, SearchLimits.RESULT_WINDOW - from(criteria));
    }

    private static RequestItem currencies(Query query) {
        return question(
                new MultisearchBody.Builder()
                        .query(query)
                        .size(0)
                        .trackTotalHits(track -> track.enabled(false))
                        .aggregations(EventSearchResult.CURRENCIES),
                true);
    }

    private static RequestItem question(MultisearchBody.Builder body, boolean cached) {
        return RequestItem.of(item -> item.header(header -> cached ? header.requestCache(true) : header)
                .body(body.build()));
    }

    private @Nullable RelevanceQueryFactory relevance(
            SearchCriteria criteria, Leniency leniency, Map<String, List<String>> corrections) {
        var term = criteria.term();
        return term == null ? null : new RelevanceQueryFactory(term, leniency, meanings, corrections);
    }

    private static Query scored(Query relevance, EventFilterFactory filters, SearchCriteria criteria, Instant now) {
        return Query.of(q -> q.bool(b -> {
            b.must(relevance).filter(filters.filtersWithPrices());
            return criteria.mayShowPast() ? b.should(EventFilterFactory.toCome(now, RelevanceWeights.TO_COME)) : b;
        }));
    }

    private static Query unscored(@Nullable RelevanceQueryFactory relevance, List<Query> filters) {
        var all = new ArrayList<>(filters);
        if (relevance != null) {
            all.add(relevance.unscored());
        }
        return Query.of(q -> q.bool(b -> b.filter(all)));
    }
}
