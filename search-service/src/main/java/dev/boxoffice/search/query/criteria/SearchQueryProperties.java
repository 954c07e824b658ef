package dev.boxoffice.search.query.criteria;

import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.platform.page.PageQuery;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Limits of what one search may ask.
///
/// @param termLength characters in `term`, at most
/// @param termWords words of it that are looked for, at most
/// @param radius around `lat,lon` when none is given, in the unit asked for
/// @param resultWindow how deep a caller may page
/// @param corrections other words considered for a mistyped one, at most
/// @param suggestions at most
@ConfigurationProperties("boxoffice.search.query")
public record SearchQueryProperties(
        @DefaultValue("200") int termLength,
        @DefaultValue("12") int termWords,
        @DefaultValue("50") double radius,
        @DefaultValue("10000") int resultWindow,
        @DefaultValue("10") int corrections,
        @DefaultValue("10") int suggestions) {

    /// As many pages as can be asked for; what lies beyond is found by narrowing the search.
    public PageInfo page(PageQuery asked, long total) {
        var all = PageInfo.of(asked, total);
        return new PageInfo(all.number(), all.size(), total, Math.min(all.totalPages(), resultWindow / asked.size()));
    }
}
