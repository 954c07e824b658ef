package dev.boxoffice.support.cases.suggestion;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a case like another was resolved.
record ResolvedCase(
        UUID id,
        String subject,
        String resolution,
        @Nullable String reporterName,
        double rank) {}
