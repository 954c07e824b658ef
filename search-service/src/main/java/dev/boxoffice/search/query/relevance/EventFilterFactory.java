package dev.boxoffice.search.query.relevance;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.DateRangeQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.json.JsonData;
import dev.boxoffice.search.index.EventDocument;
import dev.boxoffice.search.query.criteria.SearchCriteria;
import dev.boxoffice.search.query.criteria.SearchLocation;
import dev.boxoffice.search.query.criteria.SearchedEventStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an event must be, whatever it is called. Filters do not score, so Elasticsearch keeps popular ones in its own
/// cache.
public final class EventFilterFactory {

    private final SearchCriteria criteria;
    /// To the minute: a filter that differed with every request could never be cached.
    private final Instant now;

    public EventFilterFactory(SearchCriteria criteria, Instant now) {
        this.criteria = criteria;
        this.now = now.truncatedTo(ChronoUnit.MINUTES);
    }

    public List<Query> filters() {
        var filters = new ArrayList<Query>();
        filters.add(visible());
        add(filters, place());
        add(filters, type());
        addTimes(filters);
        if (criteria.availableOnly()) {
            addAvailable(filters);
        }
        return filters;
    }

    /// And its price, where one was asked for.
    public List<Query> filtersWithPrices() {
        var filters = new ArrayList<>(filters());
        addPrices(filters);
        return filters;
    }

    /// To be had now: its sale runs, and something is left.
    private void addAvailable(List<Query> filters) {
        filters.add(is("state", "PUBLISHED"));
        filters.add(Query.of(
                q -> q.range(r -> r.number(n -> n.field("available").gte(1.0)))));
        filters.add(time("endedAt", range -> range.gt(now.toString())));
        filters.add(not(time("salesStartAt", range -> range.gt(now.toString()))));
    }

    private static void add(List<Query> filters, @Nullable Query filter) {
        if (filter != null) {
            filters.add(filter);
        }
    }

    /// What is still to come, worth `weight` where it scores.
    public static Query toCome(Instant now, float weight) {
        return Query.of(q -> q.constantScore(c -> c.filter(time(
                        "overAt",
                        range -> range.gt(now.truncatedTo(ChronoUnit.MINUTES).toString())))
                .boost(weight)));
    }

    private Query visible() {
        if (!criteria.statuses().isEmpty()) {
            var asked = criteria.statuses().stream().map(this::hasStatus).toList();
            return Query.of(q -> q.bool(b -> b.should(asked).minimumShouldMatch("1")));
        }
        return criteria.includePast() ? live() : all(live(), time("overAt", range -> range.gt(now.toString())));
    }

    private static Query live() {
        var states = EventDocument.LIVE.stream().sorted().map(FieldValue::of).toList();
        return Query.of(q -> q.terms(t -> t.field("state").terms(values -> values.value(states))));
    }

    /// As [SearchedEventStatus] derives it.
    private Query hasStatus(SearchedEventStatus status) {
        var listed = is("state", "LISTED");
        var published = is("state", "PUBLISHED");
        var notEnded = time("endedAt", range -> range.gt(now.toString()));
        var toCome = time("overAt", range -> range.gt(now.toString()));
        var notYet = time("salesStartAt", range -> range.gt(now.toString()));
        var noneLeft =
                Query.of(q -> q.range(r -> r.number(n -> n.field("available").lte(0.0))));
        return switch (status) {
            case CANCELLED -> is("state", "CANCELLED");
            case DRAFT -> all(is("state", "DRAFT"), is("owner", String.valueOf(criteria.owner())));
            case ENDED -> all(any(listed, published), not(notEnded), not(toCome));
            case POSTPONED -> is("state", "POSTPONED");
            case SALES_ENDED -> all(any(listed, published), not(notEnded), toCome);
            case SCHEDULED -> any(all(listed, notEnded), all(published, notEnded, notYet));
            case SOLD_OUT -> all(published, notEnded, not(notYet), noneLeft);
            case ON_SALE -> all(published, notEnded, not(notYet), not(noneLeft));
        };
    }

    private @Nullable Query place() {
        return switch (criteria.place()) {
            case null -> null;
            case SearchLocation.Named named -> named(named);
            case SearchLocation.Around around ->
                Query.of(q -> q.geoDistance(g -> g.field("location")
                        .location(l -> l.latlon(at -> at.lat(around.latitude()).lon(around.longitude())))
                        .distance(Math.max(1, Math.round(around.unit().toKm(around.radius()) * 1000)) + "m")));
        };
    }

    /// By the name its venue says, too: nobody has a list of all towns. One that no list has may be mistyped.
    private static Query named(SearchLocation.Named place) {
        var ways = new ArrayList<>(List.of(is("cityKeys", place.key())));
        if (place.places().isEmpty()) {
            ways.add(FieldQueryFactory.mistyped("cityKeys", place.key()));
        } else {
            ways.add(FieldQueryFactory.anyWord("placeIds", place.places(), 0));
        }
        var there = any(ways.toArray(Query[]::new));
        return place.areas().isEmpty()
                ? there
                : all(there, FieldQueryFactory.anyWord("placeIds", List.copyOf(place.areas()), 0));
    }

    private @Nullable Query type() {
        var type = criteria.type();
        if (type == null) {
            return null;
        }
        var category = type.toUpperCase(Locale.ROOT);
        return Query.of(q -> q.bool(
                b -> b.should(is("category", category), is("genreKey", type)).minimumShouldMatch("1")));
    }

    private void addTimes(List<Query> filters) {
        var days = criteria.days();
        if (days.first() != null && days.last() != null) {
            var first = days.first().toString();
            var last = days.last().toString();
            filters.add(time("day", range -> range.lte(last)));
            // The second says the same where the last day is the first, also in an index that does not know the last.
            filters.add(any(time("lastDay", range -> range.gte(first)), time("day", range -> range.gte(first))));
        }
        var from = criteria.from();
        if (from != null) {
            filters.add(time("startsAt", range -> range.gte(from.toString())));
        }
        var until = criteria.until();
        if (until != null) {
            filters.add(time("startsAt", range -> range.lte(until.toString())));
        }
    }

    /// An event fits when any of its tiers might: its range touches the range asked for.
    private void addPrices(List<Query> filters) {
        var prices = criteria.prices();
        var min = prices.min();
        if (min != null) {
            filters.add(Query.of(q ->
                    q.range(r -> r.untyped(n -> n.field("priceMax").gte(JsonData.of(min))))));
        }
        var max = prices.max();
        if (max != null) {
            filters.add(Query.of(q ->
                    q.range(r -> r.untyped(n -> n.field("priceMin").lte(JsonData.of(max))))));
        }
        if (prices.currency() != null) {
            filters.add(is("currency", prices.currency()));
        }
    }

    private static Query is(String field, String value) {
        return Query.of(q -> q.term(t -> t.field(field).value(value)));
    }

    private static Query time(String field, UnaryOperator<DateRangeQuery.Builder> range) {
        return Query.of(q -> q.range(r -> r.date(date -> range.apply(date.field(field)))));
    }

    private static Query all(Query... queries) {
        return Query.of(q -> q.bool(b -> b.filter(Stream.of(queries).toList())));
    }

    private static Query any(Query... queries) {
        return Query.of(q -> q.bool(b -> b.should(Stream.of(queries).toList()).minimumShouldMatch("1")));
    }

    private static Query not(Query query) {
        return Query.of(q -> q.bool(b -> b.mustNot(query)));
    }
}
