package dev.boxoffice.gateway.waitingroom.event;

/// Whether an event has a waiting room: never, always, or under pressure.
public enum WaitingRoomMode {
    OFF,
    ON,
    AUTO
}
