package dev.boxoffice.search.query.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.platform.page.PageQuery;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchLimitsTest {

    /// I7: the last page that is counted can be read.
    @ParameterizedTest
    @CsvSource({"0, 20, 0", "41, 20, 3", "10000, 20, 500", "10560, 20, 500", "1000000, 200, 50", "10000, 33, 303"})
    void total_pages_are_those_that_can_be_asked_for(long total, int size, long pages) {
        var page = SearchLimits.page(new PageQuery(0, size), total);
        assertThat(page.totalElements()).isEqualTo(total);
        assertThat(page.totalPages()).isEqualTo(pages);
        assertThat(page.totalPages() * size).isLessThanOrEqualTo(10_000);
    }
}
