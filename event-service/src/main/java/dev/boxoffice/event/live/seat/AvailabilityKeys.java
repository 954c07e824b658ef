package dev.boxoffice.event.live.seat;

import java.util.UUID;

/// The Redis keys of one event's seats (contracts/README.md); the braces keep them in one cluster slot.
public record AvailabilityKeys(UUID eventId) {

    String held() {
        return key("held");
    }

    String version() {
        return key("ver");
    }

    String changes() {
        return key("changes");
    }

    String booked() {
        return key("booked");
    }

    String seatPrefix() {
        return key("seat:");
    }

    private String key(String name) {
        return "bo:{" + eventId + "}:" + name;
    }
}
