package dev.boxoffice.search.query.criteria;

import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.platform.page.PageQuery;

/// What one search may ask, as the contract promises it.
public final class SearchLimits {

    /// Characters in `term`, at most.
    static final int TERM_LENGTH = 200;

    /// Words of it that are looked for, at most.
    static final int TERM_WORDS = 12;

    /// Around `lat,lon` when none is given, in the unit asked for.
    static final double RADIUS = 50;

    /// How deep a caller may page.
    public static final int RESULT_WINDOW = 10_000;

    private SearchLimits() {}

    /// As many pages as can be asked for; what lies beyond is found by narrowing the search.
    public static PageInfo page(PageQuery asked, long total) {
        var all = PageInfo.of(asked, total);
        return new PageInfo(all.number(), all.size(), total, Math.min(all.totalPages(), RESULT_WINDOW / asked.size()));
    }
}
