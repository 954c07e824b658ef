package dev.boxoffice.support.incident.data;

import dev.boxoffice.support.triage.severity.Severity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an incident is about.
public record IncidentSubject(
        String fingerprint,
        Incident.Scope scope,
        @Nullable UUID scopeId,
        String category,
        @Nullable String errorCode,
        String title,
        Severity severity) {}
