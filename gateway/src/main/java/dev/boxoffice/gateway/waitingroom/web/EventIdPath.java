package dev.boxoffice.gateway.waitingroom.web;

import dev.boxoffice.gateway.waitingroom.event.QueuedEventService;
import java.util.UUID;

/// The `{eventId}` of a path; what is no id in its usual form names no event.
final class EventIdPath {

    private EventIdPath() {}

    static UUID parse(String text) {
        try {
            UUID event = UUID.fromString(text);
            if (event.toString().equals(text)) {
                return event;
            }
        } catch (IllegalArgumentException _) {
            throw QueuedEventService.noSuchEvent();
        }
        throw QueuedEventService.noSuchEvent();
    }
}
