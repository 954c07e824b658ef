package dev.boxoffice.search.query.criteria;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Limits of what one search may ask.
///
/// @param termLength characters in `term`, at most
/// @param termWords words of it that are looked for, at most
/// @param radius around `lat,lon` when none is given, in the unit asked for
/// @param resultWindow how deep a caller may page
/// @param widenBelow when fewer events than this match as typed, mistyped words are considered too
/// @param suggestions at most
@ConfigurationProperties("boxoffice.search.query")
public record SearchQueryProperties(
        @DefaultValue("200") int termLength,
        @DefaultValue("12") int termWords,
        @DefaultValue("50") double radius,
        @DefaultValue("10000") int resultWindow,
        @DefaultValue("10") int widenBelow,
        @DefaultValue("10") int suggestions) {}
