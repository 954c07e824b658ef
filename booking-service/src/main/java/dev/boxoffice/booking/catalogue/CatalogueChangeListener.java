package dev.boxoffice.booking.catalogue;

import dev.boxoffice.booking.redis.RedisChannelListener;
import dev.boxoffice.platform.id.TimeOrderedId;
import org.springframework.stereotype.Component;

/// Reads an event anew as soon as event-service says that it changed (channel `bo:catalog`), so that the first
/// buyer of a newly published one waits for nothing.
@Component
class CatalogueChangeListener {

    static final String CHANNEL = "bo:catalog";

    CatalogueChangeListener(RedisChannelListener channels, SaleCatalogueService catalogue) {
        channels.subscribe(CHANNEL, message -> TimeOrderedId.parse(message).ifPresent(catalogue::readAnew));
    }
}
