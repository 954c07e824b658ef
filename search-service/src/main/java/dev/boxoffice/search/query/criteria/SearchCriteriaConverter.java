package dev.boxoffice.search.query.criteria;

import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import dev.boxoffice.search.query.criteria.SearchCriteria.Prices;
import dev.boxoffice.search.query.criteria.SearchCriteria.Sort;
import dev.boxoffice.search.text.TextNormalizer;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a query string into criteria, naming every field that cannot be read.
public final class SearchCriteriaConverter {

    private final SearchParameters given;
    private final SearchQueryProperties limits;
    private final ParameterConverter parameters;

    private SearchCriteriaConverter(SearchParameters given, SearchQueryProperties limits, FieldErrors errors) {
        this.given = given;
        this.limits = limits;
        this.parameters = new ParameterConverter(errors);
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 with the fields that are wrong, 403 for foreign
    /// drafts
    public static SearchCriteria convert(
            SearchParameters given, PageQuery page, @Nullable Caller caller, SearchQueryProperties limits) {
        var errors = FieldErrors.collect();
        if ((long) (page.page() + 1) * page.size() > limits.resultWindow()) {
            errors.reject("page", "reaches beyond the first " + limits.resultWindow() + " results; narrow the search");
        }
        var criteria = new SearchCriteriaConverter(given, limits, errors).convert(page, caller);
        errors.throwIfAny();
        return criteria;
    }

    private SearchCriteria convert(PageQuery page, @Nullable Caller caller) {
        var place = place();
        var statuses = statuses();
        var days = parameters.days("date", given.date());
        return new SearchCriteria(
                term(),
                place,
                type(),
                days,
                parameters.instant("startDateTime", given.startDateTime()),
                until(),
                prices(),
                parameters.flag("availableOnly", given.availableOnly()),
                statuses,
                parameters.flag("includePast", given.includePast()),
                owner(statuses, caller),
                sort(place),
                page);
    }

    private @Nullable SearchTerm term() {
        var text = parameters.text(given.term());
        if (text == null) {
            return null;
        }
        if (text.length() > limits.termLength()) {
            parameters.reject("term", "must be at most " + limits.termLength() + " characters long");
            return null;
        }
        return SearchTerm.of(text, limits.termWords());
    }

    private @Nullable String type() {
        var text = parameters.text(given.type());
        if (text != null && text.length() > limits.termLength()) {
            parameters.reject("type", "must be at most " + limits.termLength() + " characters long");
        }
        return text == null ? null : TextNormalizer.key(text);
    }

    private @Nullable SearchLocation place() {
        var unit = parameters.oneOf(
                "unit",
                given.unit(),
                SearchLocation.Unit.KM,
                SearchLocation.Unit.values(),
                SearchLocation.Unit::parameter);
        var radius = parameters.radius("radius", given.radius(), limits.radius(), unit);
        var text = parameters.text(given.location());
        if (text == null) {
            return null;
        }
        var coordinates = ParameterConverter.COORDINATES.matcher(text);
        if (coordinates.matches()) {
            var latitude = Double.parseDouble(coordinates.group(1));
            var longitude = Double.parseDouble(coordinates.group(2));
            if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
                parameters.reject("location", "must be a latitude from -90 to 90 and a longitude from -180 to 180");
                return null;
            }
            return SearchLocation.Around.rounded(latitude, longitude, radius, unit);
        }
        var city = TextNormalizer.key(text.split(",", 2)[0]);
        if (text.length() > limits.termLength()
                || city.isEmpty()
                || ParameterConverter.NUMBER.matcher(text.split(",", 2)[0]).matches()) {
            parameters.reject("location", "must be lat,lon or the name of a city");
            return null;
        }
        return new SearchLocation.City(city);
    }

    private @Nullable Instant until() {
        var until = parameters.instant("endDateTime", given.endDateTime());
        var from = parameters.instantOrNull(given.startDateTime());
        if (until != null && from != null && until.isBefore(from)) {
            parameters.reject("endDateTime", "must not be before startDateTime");
        }
        return until;
    }

    private Prices prices() {
        var min = parameters.amount("minPrice", given.minPrice());
        var max = parameters.amount("maxPrice", given.maxPrice());
        if (min != null && max != null && max < min) {
            parameters.reject("maxPrice", "must not be below minPrice");
        }
        return new Prices(min, max, parameters.currency("currency", given.currency()));
    }

    private Set<SearchedEventStatus> statuses() {
        var statuses = EnumSet.noneOf(SearchedEventStatus.class);
        var text = parameters.text(given.status());
        if (text != null) {
            for (var name : text.split(",")) {
                parameters
                        .enumOrReject("status", name.strip(), SearchedEventStatus.values())
                        .ifPresent(statuses::add);
            }
        }
        return statuses;
    }

    /// Drafts are their organiser's own business.
    private static @Nullable String owner(Set<SearchedEventStatus> statuses, @Nullable Caller caller) {
        if (!statuses.contains(SearchedEventStatus.DRAFT)) {
            return null;
        }
        if (caller == null) {
            throw Problem.of(ProblemTypes.UNAUTHENTICATED, "Drafts are shown to their organiser only: sign in.")
                    .header("WWW-Authenticate", "Bearer")
                    .toException();
        }
        if (!caller.has(Role.ORGANIZER)) {
            throw Problem.of(ProblemTypes.FORBIDDEN, "Drafts are shown to their organiser only.")
                    .toException();
        }
        return caller.subject();
    }

    private Sort sort(@Nullable SearchLocation place) {
        var text = parameters.text(given.sort());
        if (text == null) {
            return Sort.RELEVANCE;
        }
        for (var sort : Sort.values()) {
            if (sort.isWritten(text)) {
                if (sort == Sort.DISTANCE && !(place instanceof SearchLocation.Around)) {
                    parameters.reject("sort", "by distance needs a location of lat,lon");
                }
                return sort;
            }
        }
        parameters.reject("sort", "must be one of relevance,desc · date,asc · distance,asc · price,asc");
        return Sort.RELEVANCE;
    }
}
