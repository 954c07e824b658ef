package dev.boxoffice.event.listing;

import dev.boxoffice.event.cache.CacheKind;
import dev.boxoffice.event.cache.CatalogueCache;
import dev.boxoffice.platform.outbox.OutboxRepository;
import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// Tells the rest of the platform that an event has changed: by the outbox what must arrive, by Redis what may
/// get lost (whoever caches an event also lets its copy age out).
@Component
class EventNews {

    /// The data of every catalogue message (contracts/messages/).
    record EventMessage(
            UUID eventId,
            String name,
            String organizer,
            UUID venueId,
            @Nullable Instant startsAt) {}

    private static final String CHANNEL = "bo:catalog";

    private final CatalogueCache cache;
    private final OutboxRepository outbox;
    private final StringRedisTemplate redis;
    private final RedisGuard guard;

    EventNews(CatalogueCache cache, OutboxRepository outbox, StringRedisTemplate redis, RedisGuard guard) {
        this.cache = cache;
        this.outbox = outbox;
        this.redis = redis;
        this.guard = guard;
    }

    void published(EventCard event) {
        tell("EventPublished", event);
    }

    /// What nobody else has seen, nobody else is told of.
    void changed(EventCard event) {
        if (event.everybodyMaySee()) {
            tell("EventChanged", event);
        } else {
            dropCopies(event);
        }
    }

    void cancelled(EventCard event) {
        tell("EventCancelled", event);
    }

    private void tell(String type, EventCard event) {
        var details = event.details();
        outbox.append(
                type,
                event.id(),
                new EventMessage(event.id(), details.name(), event.owner(), details.venueId(), details.startsAt()));
        dropCopies(event);
    }

    private void dropCopies(EventCard event) {
        cache.dropAfterCommit(CacheKind.EVENT, event.id(), event.version());
        CatalogueCache.afterCommit(() -> guard.ask(() -> {
            redis.convertAndSend(CHANNEL, event.id().toString());
            return true;
        }));
    }
}
