package dev.boxoffice.platform.page;

/// Where a list stands in the whole: the `page` object of every list answer.
///
/// @param totalPages as many as can be asked for
public record PageInfo(int number, int size, long totalElements, long totalPages) {

    public static PageInfo of(PageQuery query, long totalElements) {
        var pages = (totalElements + query.size() - 1) / query.size();
        return new PageInfo(query.page(), query.size(), totalElements, Math.min(pages, PageQuery.MAX_PAGE + 1L));
    }
}
