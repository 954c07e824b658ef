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
import org.springframework.stereotype.Component;

/// Reads a query string into criteria, naming every field that cannot be read.
@Component
public class SearchCriteriaConverter {

    private final SearchLocationConverter locations;

    SearchCriteriaConverter(SearchLocationConverter locations) {
        this.locations = locations;
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 with the fields that are wrong, 403 for foreign
    /// drafts
    public SearchCriteria convert(SearchParameters given, PageQuery page, @Nullable Caller caller) {
        var errors = FieldErrors.collect();
        if ((long) (page.page() + 1) * page.size() > SearchLimits.RESULT_WINDOW) {
            errors.reject(
                    "page",
                    "reaches beyond the first " + SearchLimits.RESULT_WINDOW
                            + " results; go on from nextCursor by cursor");
        }
        var reading = new Reading(given, new ParameterConverter(errors));
        var criteria = reading.criteria(page, caller);
        var cursor = reading.cursor(criteria, page);
        errors.throwIfAny();
        return cursor == null ? criteria : criteria.from(cursor);
    }

    /// What somebody begins to type.
    public SearchTerm beginning(String term) {
        if (term.length() > SearchLimits.TERM_LENGTH) {
            throw FieldErrors.single("term", tooLong());
        }
        return SearchTerm.of(term, SearchLimits.TERM_WORDS);
    }

    private String tooLong() {
        return "must be at most " + SearchLimits.TERM_LENGTH + " characters long";
    }

    /// One query string being read.
    private final class Reading {

        private final SearchParameters given;
        private final ParameterConverter parameters;

        Reading(SearchParameters given, ParameterConverter parameters) {
            this.given = given;
            this.parameters = parameters;
        }

        SearchCriteria criteria(PageQuery page, @Nullable Caller caller) {
            var place = locations.convert(given, parameters);
            var statuses = statuses();
            return new SearchCriteria(
                    term(),
                    place,
                    type(),
                    parameters.days("date", given.date()),
                    parameters.instant("startDateTime", given.startDateTime()),
                    until(),
                    prices(),
                    parameters.flag("availableOnly", given.availableOnly()),
                    statuses,
                    parameters.flag("includePast", given.includePast()),
                    owner(statuses, caller),
                    sort(place),
                    page,
                    null);
        }

        @Nullable
        SearchCursor cursor(SearchCriteria criteria, PageQuery page) {
            var text = parameters.text(given.cursor());
            if (text == null) {
                return null;
            }
            if (page.page() > 0) {
                parameters.reject("cursor", "goes on from where it was given; leave out page");
            }
            var cursor = SearchCursor.read(text, criteria.question())
                    .filter(read -> criteria.term() != null || read.leniency() == Leniency.AS_TYPED);
            if (cursor.isEmpty()) {
                parameters.reject("cursor", SearchCursor.NOT_OURS);
            }
            return cursor.orElse(null);
        }

        private @Nullable SearchTerm term() {
            var text = parameters.text(given.term());
            if (text == null) {
                return null;
            }
            if (text.length() > SearchLimits.TERM_LENGTH) {
                parameters.reject("term", tooLong());
                return null;
            }
            return SearchTerm.of(text, SearchLimits.TERM_WORDS);
        }

        private @Nullable String type() {
            var text = parameters.text(given.type());
            if (text != null && text.length() > SearchLimits.TERM_LENGTH) {
                parameters.reject("type", tooLong());
            }
            return text == null ? null : TextNormalizer.key(text);
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
}
