package dev.boxoffice.search.query;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.msearch.MultisearchBody;
import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import dev.boxoffice.search.index.IndexProperties;
import dev.boxoffice.search.index.IndexedEvent;
import dev.boxoffice.search.index.SearchIndexClient;
import dev.boxoffice.search.query.criteria.Leniency;
import dev.boxoffice.search.query.criteria.SearchCriteria;
import dev.boxoffice.search.query.criteria.SearchQueryProperties;
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
    private final IndexProperties index;
    private final SearchQueryProperties limits;
    private final WordMeaningFinder meanings;

    EventQueryService(
            SearchIndexClient client,
            IndexProperties index,
            SearchQueryProperties limits,
            WordMeaningFinder meanings) {
        this.client = client;
        this.index = index;
        this.limits = limits;
        this.meanings = meanings;
    }

    /// Two questions side by side. The page is free to skip whatever cannot be on it; the count must visit every match,
    /// but needs no score, and Elasticsearch keeps it until the index or the minute changes. A third one counts
    /// currencies, where prices are to be compared.
    EventSearchResult asTyped(SearchCriteria criteria, Instant now) {
        var filters = new EventFilterFactory(criteria, now);
        var relevance = relevance(criteria, Leniency.AS_TYPED, Map.of());
        var all = unscored(relevance, filters.filtersWithPrices());
        var page = criteria.isByRelevance() && relevance != null ? scored(relevance, filters, criteria, now) : all;
        var answers = client.search(MsearchRequest.of(request -> {
            request.index(index.alias())
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
                ? scored(relevance, filters, criteria, now)
                : unscored(relevance, filters.filtersWithPrices());
        var answers = client.search(MsearchRequest.of(request -> {
            request.index(index.alias())
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

    /// One more than shown, to know whether the list goes on.
    private MultisearchBody.Builder page(SearchCriteria criteria, Query query) {
        var cursor = criteria.cursor();
        var from = cursor == null ? criteria.page().offset() : 0;
        var body = new MultisearchBody.Builder()
                .query(query)
                .from((int) from)
                .size((int) Math.min(criteria.page().size() + 1L, limits.resultWindow() - from))
                .source(source -> source.filter(fields -> fields.includes(IndexedEvent.FIELDS)))
                .sort(EventOrderFactory.order(criteria));
        return cursor == null ? body : body.searchAfter(cursor.after());
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

    private static Query scored(
            RelevanceQueryFactory relevance, EventFilterFactory filters, SearchCriteria criteria, Instant now) {
        return Query.of(q -> q.bool(b -> {
            b.must(relevance.query()).filter(filters.filtersWithPrices());
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
