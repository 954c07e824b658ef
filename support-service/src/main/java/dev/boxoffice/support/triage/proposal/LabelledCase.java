package dev.boxoffice.support.triage.proposal;

import org.jspecify.annotations.Nullable;

/// A past case and what people say it was.
public record LabelledCase(
        @Nullable String errorCode, String subject, String body, String category, boolean corrected) {}
