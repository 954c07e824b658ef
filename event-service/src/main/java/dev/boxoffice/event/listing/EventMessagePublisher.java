package dev.boxoffice.event.listing;

import dev.boxoffice.event.cache.CatalogueCacheKind;
import dev.boxoffice.event.cache.CatalogueCacheStore;
import dev.boxoffice.platform.outbox.OutboxRepository;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Publishes that an event has changed: by the outbox what must arrive, by Redis what may get lost, since cached copies
/// also age out.
@Component
class EventMessagePublisher {

    /// The data of every catalogue message (contracts/messages/).
    record EventMessage(
            UUID eventId,
            String name,
            String organizer,
            UUID venueId,
            @Nullable Instant startsAt) {}

    private final CatalogueCacheStore cache;
    private final OutboxRepository outbox;

    EventMessagePublisher(CatalogueCacheStore cache, OutboxRepository outbox) {
        this.cache = cache;
        this.outbox = outbox;
    }

    void published(CachedEvent event) {
        publish("EventPublished", event);
    }

    /// Drafts are seen by their organiser only, so nobody else is told of them.
    void changed(CachedEvent event) {
        if (event.isPublic()) {
            publish("EventChanged", event);
        } else {
            invalidateCopies(event);
        }
    }

    void cancelled(CachedEvent event) {
        publish("EventCancelled", event);
    }

    private void publish(String type, CachedEvent event) {
        var details = event.details();
        outbox.append(
                type,
                event.id(),
                new EventMessage(event.id(), details.name(), event.owner(), details.venueId(), details.startsAt()));
        invalidateCopies(event);
    }

    private void invalidateCopies(CachedEvent event) {
        cache.dropAfterCommit(CatalogueCacheKind.EVENT, event.id(), event.version());
        cache.announceAfterCommit(event.id());
    }
}
