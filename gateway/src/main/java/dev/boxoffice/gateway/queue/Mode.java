package dev.boxoffice.gateway.queue;

/// Whether an event has a waiting room: never, always, or under pressure.
enum Mode {
    OFF,
    ON,
    AUTO
}
