package dev.boxoffice.event.waitingroom;

import java.util.Map;
import java.util.UUID;

/// The fields of `bo:{e}:queue:state` that a room can be made of again.
record WaitingRoomCheckpoint(UUID eventId, Map<String, String> fields) {

    /// The number of the next place: it only grows.
    long nextPlace() {
        return Long.parseLong(fields.getOrDefault("next", "0"));
    }
}
