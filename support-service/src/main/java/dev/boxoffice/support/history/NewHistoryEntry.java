package dev.boxoffice.support.history;

import java.util.Map;

/// An entry to be added to a history.
public record NewHistoryEntry(HistoryEventType type, String actor, Map<String, ?> data) {}
