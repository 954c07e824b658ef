package dev.boxoffice.booking.catalogue;

import dev.boxoffice.booking.redis.RedisChannelListener;
import dev.boxoffice.platform.id.TimeOrderedId;
import org.springframework.stereotype.Component;

/// Drops what is cached of an event as soon as event-service says that it changed (channel `bo:catalog`).
@Component
class CatalogueChangeListener {

    static final String CHANNEL = "bo:catalog";

    CatalogueChangeListener(RedisChannelListener channels, SaleCatalogueService catalogue) {
        channels.subscribe(CHANNEL, message -> TimeOrderedId.parse(message).ifPresent(catalogue::drop));
    }
}
