package dev.boxoffice.platform.page;

/// Which part of a list is asked for: `page` counts from 0.
public record PageQuery(int page, int size) {

    public static final int DEFAULT_SIZE = 20;
    public static final int MAX_SIZE = 200;
    /// Keeps an offset from growing until the database would count through everything.
    public static final int MAX_PAGE = 10_000;

    public long offset() {
        return (long) page * size;
    }
}
