package dev.boxoffice.search.query;

import co.elastic.clients.elasticsearch._types.DistanceUnit;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CalendarInterval;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import dev.boxoffice.platform.page.PageView;
import dev.boxoffice.search.index.IndexProperties;
import dev.boxoffice.search.indexing.IndexedUntil;
import dev.boxoffice.search.query.Relevance.Leniency;
import dev.boxoffice.search.query.SearchAnswer.Count;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds events: first as typed, and only where that finds little, with mistakes forgiven.
@Component
final class EventSearch {

    private static final int CATEGORIES = 10;
    private static final int CITIES = 20;

    private static final Map<String, Aggregation> AGGREGATIONS = Map.of(
            "category", Aggregation.of(a -> a.terms(t -> t.field("category").size(CATEGORIES))),
            "city", Aggregation.of(a -> a.terms(t -> t.field("cityName").size(CITIES))),
            "month",
                    Aggregation.of(a -> a.dateHistogram(h -> h.field("day")
                            .calendarInterval(CalendarInterval.Month)
                            .format("yyyy-MM")
                            .minDocCount(1))));

    private final IndexGateway gateway;
    private final IndexProperties index;
    private final QueryProperties limits;
    private final IndexedUntil indexed;
    private final Clock clock;

    EventSearch(
            IndexGateway gateway, IndexProperties index, QueryProperties limits, IndexedUntil indexed, Clock clock) {
        this.gateway = gateway;
        this.index = index;
        this.limits = limits;
        this.indexed = indexed;
        this.clock = clock;
    }

    SearchAnswer find(SearchCriteria criteria) {
        var now = clock.instant();
        // Read before the query: what is promised must not be newer than what was searched.
        var indexedAt = indexed.indexedAt();
        var response = widening(criteria, now);
        var hits = response.hits();
        var total = hits.total() == null ? 0 : hits.total().value();
        return new SearchAnswer(
                hits.hits().stream()
                        .map(hit -> SearchAnswer.Found.of(Objects.requireNonNull(hit.source()), criteria.place(), now))
                        .toList(),
                facets(response),
                PageView.of(criteria.page(), total),
                SearchAnswer.Origin.of(criteria.place()),
                indexedAt);
    }

    private SearchResponse<IndexedEvent> widening(SearchCriteria criteria, Instant now) {
        var term = criteria.term();
        var found = search(criteria, term == null ? null : Leniency.AS_TYPED, now);
        if (term == null || term.isEmpty()) {
            return found;
        }
        if (total(found) < limits.widenBelow()) {
            found = search(criteria, Leniency.MISTYPED, now);
        }
        return total(found) == 0 ? search(criteria, Leniency.SOME_WORDS, now) : found;
    }

    private static long total(SearchResponse<IndexedEvent> response) {
        var total = response.hits().total();
        return total == null ? 0 : total.value();
    }

    private SearchResponse<IndexedEvent> search(SearchCriteria criteria, @Nullable Leniency leniency, Instant now) {
        var page = criteria.page();
        return gateway.search(SearchRequest.of(search -> search.index(index.alias())
                .from((int) page.offset())
                .size(page.size())
                .trackTotalHits(track -> track.enabled(true))
                .source(source -> source.filter(fields -> fields.includes(IndexedEvent.FIELDS)))
                .query(query(criteria, leniency, now))
                .sort(order(criteria))
                .aggregations(AGGREGATIONS)));
    }

    private static Query query(SearchCriteria criteria, @Nullable Leniency leniency, Instant now) {
        var filters = new Filters(criteria, now).all();
        var term = criteria.term();
        if (term == null || leniency == null) {
            return Query.of(q -> q.bool(b -> b.filter(filters)));
        }
        if (term.isEmpty()) {
            return Queries.nothing();
        }
        var meant = new Relevance(term, leniency).query();
        var matching = Query.of(q -> q.bool(b -> b.must(meant).filter(filters)));
        return criteria.sort() == SearchCriteria.Sort.RELEVANCE
                ? Relevance.amongEquals(matching, now.truncatedTo(ChronoUnit.HOURS))
                : matching;
    }

    /// The id last: pages must not overlap where everything else is equal.
    private static List<SortOptions> order(SearchCriteria criteria) {
        var byDate = ascending("startsAt");
        var byId = ascending("eventId");
        return switch (criteria.sort()) {
            // Without a term all are equally relevant, and sooner goes first among equals.
            case RELEVANCE -> criteria.term() == null ? List.of(byDate, byId) : List.of(byScore(), byDate, byId);
            case DATE -> List.of(byDate, byId);
            case PRICE -> List.of(ascending("priceMin"), byDate, byId);
            case DISTANCE -> List.of(byDistance((Place.Around) Objects.requireNonNull(criteria.place())), byDate, byId);
        };
    }

    private static SortOptions ascending(String field) {
        return SortOptions.of(
                s -> s.field(f -> f.field(field).order(SortOrder.Asc).missing("_last")));
    }

    private static SortOptions byScore() {
        return SortOptions.of(s -> s.score(score -> score.order(SortOrder.Desc)));
    }

    private static SortOptions byDistance(Place.Around around) {
        return SortOptions.of(s -> s.geoDistance(g -> g.field("location")
                .location(l -> l.latlon(at -> at.lat(around.latitude()).lon(around.longitude())))
                .unit(DistanceUnit.Kilometers)
                .order(SortOrder.Asc)));
    }

    private static SearchAnswer.Facets facets(SearchResponse<IndexedEvent> response) {
        return new SearchAnswer.Facets(terms(response, "category"), terms(response, "city"), buckets(response));
    }

    private static List<Count> terms(SearchResponse<IndexedEvent> response, String name) {
        var facet = response.aggregations().get(name);
        return facet == null
                ? List.of()
                : facet.sterms().buckets().array().stream()
                        .map(bucket -> new Count(bucket.key().stringValue(), bucket.docCount()))
                        .toList();
    }

    private static List<Count> buckets(SearchResponse<IndexedEvent> response) {
        var facet = response.aggregations().get("month");
        return facet == null
                ? List.of()
                : facet.dateHistogram().buckets().array().stream()
                        .map(bucket -> new Count(String.valueOf(bucket.keyAsString()), bucket.docCount()))
                        .toList();
    }
}
