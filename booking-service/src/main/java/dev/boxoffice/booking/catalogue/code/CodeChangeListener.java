package dev.boxoffice.booking.catalogue.code;

import dev.boxoffice.booking.redis.RedisChannelListener;
import dev.boxoffice.platform.id.TimeOrderedId;
import org.springframework.stereotype.Component;

/// Drops the codes of an event as soon as event-service says that it changed (channel `bo:catalog`).
@Component
class CodeChangeListener {

    private static final String CHANNEL = "bo:catalog";

    CodeChangeListener(RedisChannelListener channels, CodeCatalogueService codes) {
        channels.subscribe(CHANNEL, message -> TimeOrderedId.parse(message).ifPresent(codes::drop));
    }
}
