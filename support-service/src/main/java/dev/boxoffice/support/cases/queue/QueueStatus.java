package dev.boxoffice.support.cases.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a queue stands.
///
/// @param overflowed waiting cases any agent may take
record QueueStatus(
        String queue,
        long waiting,
        long severity1,
        long overflowed,
        @Nullable Instant oldest,
        @Nullable Instant nextDue) {

    static QueueStatus empty(String queue) {
        return new QueueStatus(queue, 0, 0, 0, null, null);
    }
}
