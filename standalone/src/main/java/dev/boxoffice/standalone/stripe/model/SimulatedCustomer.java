package dev.boxoffice.standalone.stripe.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Somebody who pays.
public record SimulatedCustomer(
        String id,
        Instant created,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String description,
        Map<String, String> metadata) {
    public SimulatedCustomer {
        metadata = Map.copyOf(metadata);
    }
}
