package dev.boxoffice.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event as everybody reads it.
///
/// @param tickets absent in large events
public record ApiEvent(
        String id,
        String name,
        String status,
        String category,
        @Nullable Instant startsAt,
        @Nullable List<Section> sections,
        @Nullable List<ApiTicket> tickets) {

    public record Section(String name, String kind, int total, int available, int held, int booked) {}
}
