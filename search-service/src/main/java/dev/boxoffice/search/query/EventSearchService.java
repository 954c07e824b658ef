package dev.boxoffice.search.query;

import co.elastic.clients.elasticsearch._types.DistanceUnit;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.mapping.FieldType;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import dev.boxoffice.search.index.IndexProperties;
import dev.boxoffice.search.index.IndexedEvent;
import dev.boxoffice.search.index.SearchIndexClient;
import dev.boxoffice.search.indexing.IndexProgressService;
import dev.boxoffice.search.query.criteria.SearchCriteria;
import dev.boxoffice.search.query.criteria.SearchLocation;
import dev.boxoffice.search.query.criteria.SearchQueryProperties;
import dev.boxoffice.search.query.relevance.EventFilterFactory;
import dev.boxoffice.search.query.relevance.RelevanceQueryFactory;
import dev.boxoffice.search.query.relevance.RelevanceQueryFactory.Leniency;
import dev.boxoffice.search.query.relevance.RelevanceWeights;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Finds events: first as typed, and only where that finds little, with mistakes forgiven.
@Service
final class EventSearchService {

    private final SearchIndexClient client;
    private final IndexProperties index;
    private final SearchQueryProperties limits;
    private final IndexProgressService progress;
    private final Clock clock;

    EventSearchService(
            SearchIndexClient client,
            IndexProperties index,
            SearchQueryProperties limits,
            IndexProgressService progress,
            Clock clock) {
        this.client = client;
        this.index = index;
        this.limits = limits;
        this.progress = progress;
        this.clock = clock;
    }

    SearchAnswer find(SearchCriteria criteria) {
        var now = clock.instant();
        // Read before the query: what is promised must not be newer than what was searched.
        var indexedAt = progress.indexedAt();
        var found = widening(criteria, now);
        return new SearchAnswer(
                found.page().hits().hits().stream()
                        .map(hit -> SearchAnswer.Found.of(Objects.requireNonNull(hit.source()), criteria.place(), now))
                        .toList(),
                found.facets(),
                limits.page(criteria.page(), found.atLeast(criteria.page().offset())),
                SearchAnswer.Origin.of(criteria.place()),
                indexedAt);
    }

    private EventSearchResult widening(SearchCriteria criteria, Instant now) {
        var term = criteria.term();
        var found = query(criteria, term == null ? null : Leniency.AS_TYPED, now);
        if (term == null || term.isEmpty()) {
            return found;
        }
        if (found.total() < limits.widenBelow()) {
            found = query(criteria, Leniency.MISTYPED, now);
        }
        return found.total() == 0 ? query(criteria, Leniency.SOME_WORDS, now) : found;
    }

    /// Two questions side by side. The page is free to skip whatever cannot be on it; the count must visit every match,
    /// but needs no score, and Elasticsearch keeps it until the index or the minute changes.
    private EventSearchResult query(SearchCriteria criteria, @Nullable Leniency leniency, Instant now) {
        var filters = new EventFilterFactory(criteria, now).filters();
        var relevance = relevance(criteria, leniency);
        var found = unscored(relevance, filters);
        var page = criteria.sort() == SearchCriteria.Sort.RELEVANCE && relevance != null
                ? scored(relevance, filters, criteria, now)
                : found;
        var answers = client.search(MsearchRequest.of(request -> request.index(index.alias())
                .searches(search -> search.header(header -> header)
                        .body(body -> body.query(page)
                                .from((int) criteria.page().offset())
                                .size(criteria.page().size())
                                .trackTotalHits(track -> track.enabled(false))
                                .source(source -> source.filter(fields -> fields.includes(IndexedEvent.FIELDS)))
                                .sort(order(criteria))))
                .searches(search -> search.header(header -> header.requestCache(true))
                        .body(body -> body.query(found)
                                .size(0)
                                .trackTotalHits(track -> track.enabled(true))
                                .aggregations(EventSearchResult.AGGREGATIONS)))));
        return new EventSearchResult(answers.getFirst(), answers.getLast());
    }

    private static @Nullable RelevanceQueryFactory relevance(SearchCriteria criteria, @Nullable Leniency leniency) {
        var term = criteria.term();
        return term == null || leniency == null ? null : new RelevanceQueryFactory(term, leniency);
    }

    private static Query scored(
            RelevanceQueryFactory relevance, List<Query> filters, SearchCriteria criteria, Instant now) {
        return Query.of(q -> q.bool(b -> {
            b.must(relevance.query()).filter(filters);
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

    /// The id last: pages must not overlap where everything else is equal.
    private static List<SortOptions> order(SearchCriteria criteria) {
        var byDate = ascending("startsAt");
        var byId = ascending("eventId");
        return switch (criteria.sort()) {
            // Without a term all are equally relevant, and sooner goes first among equals.
            case RELEVANCE -> criteria.term() == null ? List.of(byDate, byId) : List.of(byScore(), byRank(), byId);
            case DATE -> List.of(byDate, byId);
            case PRICE -> List.of(ascending("priceMin"), byDate, byId);
            case DISTANCE ->
                List.of(byDistance((SearchLocation.Around) Objects.requireNonNull(criteria.place())), byDate, byId);
        };
    }

    /// Sooner and more available first. An index of the mapping before this one has no rank; it is being rebuilt.
    private static SortOptions byRank() {
        return SortOptions.of(s -> s.field(
                f -> f.field("rank").order(SortOrder.Asc).missing("_last").unmappedType(FieldType.Date)));
    }

    private static SortOptions ascending(String field) {
        return SortOptions.of(
                s -> s.field(f -> f.field(field).order(SortOrder.Asc).missing("_last")));
    }

    private static SortOptions byScore() {
        return SortOptions.of(s -> s.score(score -> score.order(SortOrder.Desc)));
    }

    private static SortOptions byDistance(SearchLocation.Around around) {
        return SortOptions.of(s -> s.geoDistance(g -> g.field("location")
                .location(l -> l.latlon(at -> at.lat(around.latitude()).lon(around.longitude())))
                .unit(DistanceUnit.Kilometers)
                .order(SortOrder.Asc)));
    }
}
