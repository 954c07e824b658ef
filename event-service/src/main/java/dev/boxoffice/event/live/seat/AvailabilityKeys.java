package dev.boxoffice.event.live.seat;

import java.util.UUID;

/// The Redis keys of one event's seats (contracts/README.md); the braces keep them in one cluster slot.
public record AvailabilityKeys(UUID eventId) {

    public String held() {
        return key("held");
    }

    public String version() {
        return key("ver");
    }

    public String changes() {
        return key("changes");
    }

    public String booked() {
        return key("booked");
    }

    public String holders() {
        return key("holders");
    }

    private String key(String name) {
        return "bo:{" + eventId + "}:" + name;
    }
}
