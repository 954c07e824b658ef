package dev.boxoffice.platform.page;

/// Where a list stands in the whole: the `page` object of every list answer.
public record PageView(int number, int size, long totalElements, long totalPages) {

    public static PageView of(PageQuery query, long totalElements) {
        return new PageView(
                query.page(), query.size(), totalElements, (totalElements + query.size() - 1) / query.size());
    }
}
