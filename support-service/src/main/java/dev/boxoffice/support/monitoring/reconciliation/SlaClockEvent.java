package dev.boxoffice.support.monitoring.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a case's history says of its clocks.
record SlaClockEvent(UUID caseId, @Nullable UUID clockId, Instant at, String type, JsonNode data) {

    Duration target() {
        return Duration.ofMillis(data.path("targetMs").asLong());
    }

    String freeze() {
        return data.path("reason").asString("") + ":" + data.path("source").asString("");
    }
}
