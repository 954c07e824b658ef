package dev.boxoffice.gateway.queue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the waiting room needs to know of an event.
///
/// @param total its tickets, 0 while unknown
record EventInfo(UUID id, String status, @Nullable Instant salesStartAt, Settings settings, int total) {

    boolean isOver() {
        return status.equals("CANCELLED") || status.equals("ENDED");
    }

    boolean isBeforeSale(Instant now) {
        return salesStartAt != null && now.isBefore(salesStartAt);
    }

    /// For Redis: 0 where there is no start to wait for.
    long salesStartMillis() {
        return salesStartAt == null ? 0 : salesStartAt.toEpochMilli();
    }
}
