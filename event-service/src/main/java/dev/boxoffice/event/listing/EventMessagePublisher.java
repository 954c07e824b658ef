package dev.boxoffice.event.listing;

import dev.boxoffice.event.cache.CatalogueCacheKind;
import dev.boxoffice.event.cache.CatalogueCacheStore;
import dev.boxoffice.event.input.FieldChanges;
import dev.boxoffice.event.listing.details.EventRequest;
import dev.boxoffice.platform.outbox.OutboxRepository;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Publishes that an event has changed: by the outbox what must arrive, by Redis what may get lost, since cached
/// copies also age out.
@Component
class EventMessagePublisher {

    /// The data of every catalogue message (contracts/messages/).
    record EventMessage(
            UUID eventId,
            String name,
            @Nullable String organizer,
            UUID venueId,
            @Nullable Instant startsAt) {}

    private final CatalogueCacheStore cache;
    private final OutboxRepository outbox;
    private final AuditRepository audit;
    private final FieldChanges changes;

    EventMessagePublisher(CatalogueCacheStore cache, OutboxRepository outbox, AuditRepository audit, JsonMapper json) {
        this.audit = audit;
        this.changes = new FieldChanges(json);
        this.cache = cache;
        this.outbox = outbox;
    }

    void published(CachedEvent event) {
        record("EVENT_PUBLISHED", event, Map.of("startsAt", startOf(event)));
        publish("EventPublished", event);
    }

    void drafted(CachedEvent event) {
        record("EVENT_DRAFTED", event, Map.of());
    }

    /// @param action what was done, for the audit, which tells what was before and is now
    void changed(String action, @Nullable CachedEvent before, CachedEvent event) {
        var written = before == null ? null : EventRequest.of(before.details());
        record(action, event, changes.between(written, EventRequest.of(event.details())));
        changed(event);
    }

    /// Drafts are seen by their organization only, so nobody else is told of them.
    private void changed(CachedEvent event) {
        if (event.isPublic()) {
            publish("EventChanged", event);
        } else {
            invalidateCopies(event);
        }
    }

    void cancelled(CachedEvent event) {
        record("EVENT_CANCELLED", event, Map.of());
        publish("EventCancelled", event);
    }

    /// With whose it is: a draft may be gone before somebody asks what was done to it.
    private void record(String action, CachedEvent event, Map<String, ?> details) {
        audit.append(new AuditEntry(
                action, "event", event.id().toString(), event.id(), event.organizationId(), null, details));
    }

    private void publish(String type, CachedEvent event) {
        var details = event.details();
        outbox.append(
                type,
                event.id(),
                new EventMessage(event.id(), details.name(), event.owner(), details.venueId(), details.startsAt()));
        invalidateCopies(event);
    }

    private static String startOf(CachedEvent event) {
        return String.valueOf(event.details().startsAt());
    }

    private void invalidateCopies(CachedEvent event) {
        cache.dropAfterCommit(CatalogueCacheKind.EVENT, event.id(), event.version());
        cache.announceAfterCommit(event.id());
    }
}
