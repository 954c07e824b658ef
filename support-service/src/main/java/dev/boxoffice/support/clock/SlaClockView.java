package dev.boxoffice.support.clock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A clock of a case, as it is read.
///
/// @param outcome `MET` or `BREACHED`; null while it runs
public record SlaClockView(
        String kind,
        Instant dueAt,
        boolean frozen,
        boolean breached,
        @Nullable String outcome) {}
