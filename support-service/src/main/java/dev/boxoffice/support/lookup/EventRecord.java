package dev.boxoffice.support.lookup;

import dev.boxoffice.support.triage.severity.CaseFacts;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event, as the catalogue has it.
public record EventRecord(
        UUID eventId,
        String name,
        @Nullable String owner,
        String status,
        @Nullable Instant startsAt) {

    public CaseFacts asFacts() {
        return CaseFacts.NONE.withEvent(name, status, startsAt);
    }
}
