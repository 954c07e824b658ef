package dev.boxoffice.platform.page;

/// Where a list stands in the whole: the `page` object of every list answer.
public record PageInfo(int number, int size, long totalElements, long totalPages) {

    public static PageInfo of(PageQuery query, long totalElements) {
        return new PageInfo(
                query.page(), query.size(), totalElements, (totalElements + query.size() - 1) / query.size());
    }
}
