package dev.boxoffice.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of search results.
public record ApiSearch(List<Found> events, @Nullable Page page) {

    public record Found(
            String id,
            String name,
            String category,
            @Nullable String availability) {}

    public record Page(int number, int size, long totalElements, long totalPages) {}
}
