package dev.boxoffice.gateway.waitingroom.event;

import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Hears from event-service which events have changed.
@Component
class QueuedEventListener {

    private static final String CHANNEL = "bo:catalog";

    private final QueuedEventService events;

    QueuedEventListener(QueuedEventService events, ReactiveRedisExecutor redis) {
        this.events = events;
        redis.listen(CHANNEL, this::changed);
    }

    private void changed(String event) {
        try {
            events.expire(UUID.fromString(event));
        } catch (IllegalArgumentException _) {
            return; // not an id: nothing of ours
        }
    }
}
