package dev.boxoffice.event.listing.details;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/// How the gateway admits buyers in a rush: what the organiser asks for, which operators may overrule while it runs.
@Embeddable
public record EventWaitingRoom(
        @Enumerated(EnumType.STRING) @Column(name = "waiting_room_mode")
        Mode mode,

        int admitPerMinute,
        int maxActive) {

    public enum Mode {
        OFF,
        ON,
        AUTO
    }

    static final EventWaitingRoom DEFAULT = new EventWaitingRoom(Mode.OFF, 600, 2_000);
}
