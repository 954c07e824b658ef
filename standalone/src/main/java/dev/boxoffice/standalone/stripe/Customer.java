package dev.boxoffice.standalone.stripe;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Somebody who pays.
record Customer(
        String id,
        Instant created,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String description,
        Map<String, String> metadata) {
    Customer {
        metadata = Map.copyOf(metadata);
    }
}
