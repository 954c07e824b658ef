package dev.boxoffice.search.query.criteria;

import dev.boxoffice.platform.page.PageQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A search understood and checked; two that mean the same are equal.
///
/// @param term null when none was given
/// @param type a folded category or genre
/// @param cursor where to go on from; null for the beginning or a numbered page
/// @param owner set when drafts are asked for: only this organiser's are shown
public record SearchCriteria(
        @Nullable SearchTerm term,
        @Nullable SearchLocation place,
        @Nullable String type,
        Days days,
        @Nullable Instant from,
        @Nullable Instant until,
        Prices prices,
        boolean availableOnly,
        Set<SearchedEventStatus> statuses,
        boolean includePast,
        @Nullable String owner,
        Sort sort,
        PageQuery page,
        @Nullable SearchCursor cursor) {

    /// Days at the venue, both included.
    public record Days(@Nullable LocalDate first, @Nullable LocalDate last) {}

    /// In minor units, like every amount of the API.
    public record Prices(
            @Nullable Long min,
            @Nullable Long max,
            @Nullable String currency) {}

    public enum Sort {
        RELEVANCE("relevance", "desc"),
        DATE("date", "asc"),
        DISTANCE("distance", "asc"),
        PRICE("price", "asc");

        private final String field;
        private final String direction;

        Sort(String field, String direction) {
            this.field = field;
            this.direction = direction;
        }

        String parameter() {
            return field + "," + direction;
        }

        boolean isWritten(String text) {
            return text.equals(field) || text.equals(parameter());
        }
    }

    SearchCriteria from(SearchCursor behind) {
        return new SearchCriteria(
                term,
                place,
                type,
                days,
                from,
                until,
                prices,
                availableOnly,
                statuses,
                includePast,
                owner,
                sort,
                page,
                behind);
    }

    /// One text for all searches that mean the same.
    public String canonical() {
        return String.join("|", question(), String.valueOf(page), String.valueOf(cursor));
    }

    /// The same, whatever part of the results is asked for.
    public String question() {
        return String.join(
                "|",
                "search",
                String.valueOf(term),
                String.valueOf(place),
                String.valueOf(type),
                String.valueOf(days),
                String.valueOf(from),
                String.valueOf(until),
                String.valueOf(prices),
                String.valueOf(availableOnly),
                new TreeSet<>(statuses).toString(),
                String.valueOf(includePast),
                sort.name());
    }

    /// Prices of several currencies cannot be compared: asked for without one, all must be in the same.
    public boolean needsOneCurrency() {
        return prices.currency() == null && (sort == Sort.PRICE || prices.min() != null || prices.max() != null);
    }

    public boolean isByRelevance() {
        return sort == Sort.RELEVANCE && term != null;
    }

    /// Events that are over are left out unless somebody asks for them.
    public boolean mayShowPast() {
        return includePast || !statuses.isEmpty();
    }

    /// What only its owner may see must not be kept where others look.
    public boolean isPublic() {
        return owner == null;
    }
}
