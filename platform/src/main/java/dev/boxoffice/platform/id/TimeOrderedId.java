package dev.boxoffice.platform.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Ids in time order (UUIDv7, RFC 9562), so that new rows land at the end of an index.
public final class TimeOrderedId {

    private static final TimeBasedEpochRandomGenerator GENERATOR = Generators.timeBasedEpochRandomGenerator();
    // UUID.fromString also reads shortened groups; an id has one spelling only.
    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private TimeOrderedId() {}

    public static UUID next() {
        return GENERATOR.generate();
    }

    /// Reads an id a caller sent; empty where it cannot be one, so that it is simply not found.
    public static Optional<UUID> parse(String text) {
        return CANONICAL.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
