package dev.boxoffice.search.query;

import co.elastic.clients.elasticsearch._types.DistanceUnit;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.mapping.FieldType;
import dev.boxoffice.search.query.criteria.SearchCriteria;
import dev.boxoffice.search.query.criteria.SearchLocation;
import java.util.List;
import java.util.Objects;

/// In which order events are listed. The id last: pages must not overlap where everything else is equal.
final class EventOrderFactory {

    private EventOrderFactory() {}

    static List<SortOptions> order(SearchCriteria criteria) {
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

    /// Sooner and more available first. An index of an old mapping has no rank; it is being rebuilt.
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
