package dev.boxoffice.gateway.queue;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A signed-in user at an event's waiting room, with the place token he may have brought.
record Visitor(
        String subject, UserHash hash, UUID event, @Nullable String placeToken) {

    static Visitor of(String subject, UUID event, @Nullable String placeToken) {
        return new Visitor(subject, UserHash.of(subject), event, placeToken);
    }
}
