package dev.boxoffice.event.cache;

import java.util.Locale;
import java.util.UUID;

/// What the catalogue cache remembers; the schema number changes with the shape of what is stored.
public enum CatalogueCacheKind {
    VENUE,
    PERFORMER,
    EVENT;

    private static final int SCHEMA = 4;

    String key(UUID id) {
        return "bo:cache:" + name().toLowerCase(Locale.ROOT) + ":" + SCHEMA + ":" + id;
    }
}
