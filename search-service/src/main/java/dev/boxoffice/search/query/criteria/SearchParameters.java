package dev.boxoffice.search.query.criteria;

import org.jspecify.annotations.Nullable;

/// The query string of a search, unread; [SearchCriteria] says what each part means.
public record SearchParameters(
        @Nullable String term,
        @Nullable String location,
        @Nullable String radius,
        @Nullable String unit,
        @Nullable String type,
        @Nullable String date,
        @Nullable String startDateTime,
        @Nullable String endDateTime,
        @Nullable String minPrice,
        @Nullable String maxPrice,
        @Nullable String currency,
        @Nullable String availableOnly,
        @Nullable String status,
        @Nullable String includePast,
        @Nullable String sort,
        @Nullable String cursor) {}
