package dev.boxoffice.search.query;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CalendarInterval;
import co.elastic.clients.elasticsearch.core.search.ResponseBody;
import dev.boxoffice.search.index.IndexedEvent;
import dev.boxoffice.search.query.SearchAnswer.Count;
import java.util.List;
import java.util.Map;

/// What one query of the index found.
///
/// @param page the events asked for, best first
/// @param all what they are a page of, counted
record EventSearchResult(ResponseBody<IndexedEvent> page, ResponseBody<IndexedEvent> all) {

    private static final int CATEGORIES = 10;
    private static final int CITIES = 20;

    static final Map<String, Aggregation> AGGREGATIONS = Map.of(
            "category", Aggregation.of(a -> a.terms(t -> t.field("category").size(CATEGORIES))),
            "city", Aggregation.of(a -> a.terms(t -> t.field("cityName").size(CITIES))),
            "month",
                    Aggregation.of(a -> a.dateHistogram(h -> h.field("day")
                            .calendarInterval(CalendarInterval.Month)
                            .format("yyyy-MM")
                            .minDocCount(1))));

    long total() {
        var total = all.hits().total();
        return total == null ? 0 : total.value();
    }

    /// The index may have grown between the count and the page: a page never shows more than there are.
    long atLeast(long before) {
        var shown = page.hits().hits().size();
        return shown == 0 ? total() : Math.max(total(), before + shown);
    }

    SearchAnswer.Facets facets() {
        return new SearchAnswer.Facets(terms("category"), terms("city"), months());
    }

    private List<Count> terms(String name) {
        var facet = all.aggregations().get(name);
        return facet == null
                ? List.of()
                : facet.sterms().buckets().array().stream()
                        .map(bucket -> new Count(bucket.key().stringValue(), bucket.docCount()))
                        .toList();
    }

    private List<Count> months() {
        var facet = all.aggregations().get("month");
        return facet == null
                ? List.of()
                : facet.dateHistogram().buckets().array().stream()
                        .map(bucket -> new Count(String.valueOf(bucket.keyAsString()), bucket.docCount()))
                        .toList();
    }
}
