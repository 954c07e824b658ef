package dev.boxoffice.bench.attack;

import java.time.Duration;

/// What an attacker tries, on how many connections at once, and how long each rests between two tries.
enum AttackKind {
    /// A body that is announced and never comes.
    STALLED_BODY(100, Duration.ZERO),
    /// An import that is announced and comes a byte at a time, of somebody who may import.
    STALLED_IMPORT(10, Duration.ZERO),
    /// A webhook cut off in the middle of its body.
    ABORTED_WEBHOOK(4, Duration.ofMillis(50)),
    /// A reserve cut off in the middle of its body.
    ABORTED_RESERVE(4, Duration.ofMillis(50)),
    /// A seat map that is asked for and not waited for.
    ABORTED_READ(4, Duration.ofMillis(50)),
    /// A stream of an event's seats that is opened and never read.
    STREAM(200, Duration.ZERO),
    /// A stream of their own booking.
    BOOKING_STREAM(50, Duration.ZERO),
    BAD_TOKEN(4, Duration.ofMillis(40)),
    /// The same idempotency key with another body, again and again.
    REPEATED_KEY(4, Duration.ofMillis(50)),
    /// Another idempotency key each time, for seats that are taken.
    FRESH_KEY(4, Duration.ofMillis(50)),
    /// An import of many events, none of which can be taken.
    IMPORT(2, Duration.ofMillis(500)),
    /// More than an import may be, sent until somebody refuses it.
    OVERSIZED_IMPORT(2, Duration.ofMillis(500));

    private final int connections;
    private final Duration rest;

    AttackKind(int connections, Duration rest) {
        this.connections = connections;
        this.rest = rest;
    }

    int connections() {
        return connections;
    }

    Duration rest() {
        return rest;
    }
}
