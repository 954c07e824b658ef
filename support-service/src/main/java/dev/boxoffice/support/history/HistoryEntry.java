package dev.boxoffice.support.history;

import java.time.Instant;
import java.util.Map;

/// One entry of the history of a case or an incident.
public record HistoryEntry(long id, Instant at, String actor, HistoryEventType type, Map<String, Object> data) {}
