package dev.boxoffice.support.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a queue stands.
///
/// @param overflowed waiting cases any agent may take
record QueueView(
        String queue,
        long waiting,
        long severity1,
        long overflowed,
        @Nullable Instant oldest,
        @Nullable Instant nextDue) {}
