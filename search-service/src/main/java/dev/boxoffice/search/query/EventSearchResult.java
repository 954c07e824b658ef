package dev.boxoffice.search.query;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.ResponseBody;
import co.elastic.clients.util.NamedValue;
import dev.boxoffice.search.index.IndexedEvent;
import dev.boxoffice.search.query.SearchAnswer.Count;
import dev.boxoffice.search.query.criteria.Leniency;
import java.util.List;
import java.util.Map;

/// What one query of the index found.
///
/// @param page the events asked for, best first, and one more where there are more
/// @param all what they are a page of, counted
/// @param priced the currencies among them, where that was asked for
record EventSearchResult(
        Leniency leniency,
        ResponseBody<IndexedEvent> page,
        ResponseBody<IndexedEvent> all,
        ResponseBody<IndexedEvent> priced) {

    private static final int CATEGORIES = 10;
    private static final int CITIES = 20;
    private static final int MONTHS = 240;
    private static final int MOST_CURRENCIES = 10;
    private static final String CURRENCY = "currency";

    /// Months are words like the others: counting them by the calendar would cost more than all the rest.
    static final Map<String, Aggregation> AGGREGATIONS = Map.of(
            "category", Aggregation.of(a -> a.terms(t -> t.field("category").size(CATEGORIES))),
            "city", Aggregation.of(a -> a.terms(t -> t.field("cityName").size(CITIES))),
            "month",
                    Aggregation.of(a -> a.terms(
                            t -> t.field("month").size(MONTHS).order(List.of(NamedValue.of("_key", SortOrder.Asc))))));

    static final Map<String, Aggregation> CURRENCIES =
            Map.of(CURRENCY, Aggregation.of(a -> a.terms(t -> t.field(CURRENCY).size(MOST_CURRENCIES))));

    EventSearchResult withPage(ResponseBody<IndexedEvent> other) {
        return new EventSearchResult(leniency, other, all, priced);
    }

    long total() {
        var total = all.hits().total();
        return total == null ? 0 : total.value();
    }

    int hits() {
        return page.hits().hits().size();
    }

    List<Hit<IndexedEvent>> shown(int size) {
        var hits = page.hits().hits();
        return hits.subList(0, Math.min(hits.size(), size));
    }

    List<String> currencies() {
        return terms(priced, CURRENCY).stream().map(Count::value).toList();
    }

    SearchAnswer.Facets facets() {
        return new SearchAnswer.Facets(terms(all, "category"), terms(all, "city"), terms(all, "month"));
    }

    private static List<Count> terms(ResponseBody<IndexedEvent> counted, String name) {
        var facet = counted.aggregations().get(name);
        return facet == null || !facet.isSterms()
                ? List.of()
                : facet.sterms().buckets().array().stream()
                        .map(bucket -> new Count(bucket.key().stringValue(), bucket.docCount()))
                        .toList();
    }
}
