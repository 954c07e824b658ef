package dev.boxoffice.standalone.stripe.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened to an object, with the object as it was then.
///
/// The object is kept as an immutable record and written as JSON when somebody asks: that is some hundred bytes an
/// event.
public record SimulatedEvent(
        String id,
        Instant created,
        String type,
        Object object,
        @Nullable String requestId,
        @Nullable String idempotencyKey) {}
