package dev.boxoffice.booking.catalogue;

import dev.boxoffice.booking.redis.RedisTopics;
import dev.boxoffice.platform.id.TimeOrderedId;
import org.springframework.stereotype.Component;

/// Drops what is cached of an event as soon as event-service says that it changed (channel `bo:catalog`).
@Component
class CatalogueChanges {

    static final String CHANNEL = "bo:catalog";

    CatalogueChanges(RedisTopics topics, SaleCatalogue catalogue) {
        topics.listen(CHANNEL, message -> TimeOrderedId.parse(message).ifPresent(catalogue::drop));
    }
}
