package dev.boxoffice.support.triage.proposal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A past case as it was written.
///
/// @param label what people say it was; null where nobody has said
record CategorisedCase(
        UUID id,
        @Nullable String errorCode,
        String subject,
        String body,
        @Nullable String label) {}
