package dev.boxoffice.support.feed;

import dev.boxoffice.platform.id.TimeOrderedId;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A message another service sent: `{"messageId","type","occurredAt","data":{…}}`.
record PlatformMessage(String id, String type, JsonNode data) {

    /// Empty where it cannot be read at all.
    static Optional<PlatformMessage> read(String payload, JsonMapper json) {
        try {
            var envelope = json.readTree(payload);
            var id = envelope.path("messageId").asString("");
            var type = envelope.path("type").asString("");
            return id.isEmpty() || type.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PlatformMessage(id, type, envelope.path("data")));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    Optional<UUID> bookingId() {
        return TimeOrderedId.parse(data.path("bookingId").asString(""));
    }

    Optional<UUID> eventId() {
        return TimeOrderedId.parse(data.path("eventId").asString(""));
    }

    String text(String field) {
        return data.path(field).asString("");
    }
}
