package dev.boxoffice.event.discovery;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of a file. Each event of it is counted once.
///
/// @param events those that were taken, with the ids they have here
/// @param warnings the first of them
/// @param moreWarnings how many there are beyond those
record ImportReport(
        int imported,
        int updated,
        int cancelled,
        List<Skipped> skipped,
        List<Taken> events,
        List<Warning> warnings,
        int moreWarnings) {

    static final int MAX_WARNINGS = 1_000;

    /// @param index from 0, in the file
    record Skipped(int index, @Nullable String id, String reason) {}

    record Taken(int index, String sourceId, UUID id, Outcome outcome) {}

    record Warning(int index, String sourceId, String field, String text) {}

    enum Outcome {
        IMPORTED,
        UPDATED,
        CANCELLED
    }
}
