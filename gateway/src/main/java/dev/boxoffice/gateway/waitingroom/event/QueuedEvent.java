package dev.boxoffice.gateway.waitingroom.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the waiting room needs to know of an event.
///
/// @param name as people know it
/// @param settings as the organiser set them
/// @param total its tickets, 0 while unknown
public record QueuedEvent(
        UUID id, String name, String status, @Nullable Instant salesStartAt, WaitingRoomSettings settings, int total) {

    public boolean isOver() {
        return status.equals("CANCELLED") || status.equals("ENDED");
    }

    public boolean isBeforeSale(Instant now) {
        return salesStartAt != null && now.isBefore(salesStartAt);
    }

    /// For Redis: 0 where there is no start to wait for.
    public long salesStartMillis() {
        return salesStartAt == null ? 0 : salesStartAt.toEpochMilli();
    }
}
