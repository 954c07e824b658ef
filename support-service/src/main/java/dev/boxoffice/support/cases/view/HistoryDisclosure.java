package dev.boxoffice.support.cases.view;

import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryEntry;
import dev.boxoffice.support.history.HistoryEventType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How much of a case's history its reader sees. For reporters it is a list of what they may see: whatever is new
/// stays hidden until somebody adds it here.
final class HistoryDisclosure {

    private static final Map<HistoryEventType, Set<String>> FOR_REPORTERS = Map.ofEntries(
            Map.entry(HistoryEventType.OPENED, Set.of("channel")),
            Map.entry(HistoryEventType.REPEATED, Set.of()),
            Map.entry(HistoryEventType.CATEGORISED, Set.of("category", "severity")),
            Map.entry(HistoryEventType.RECATEGORISED, Set.of("from", "to")),
            Map.entry(HistoryEventType.SEVERITY_CHANGED, Set.of("from", "to")),
            Map.entry(HistoryEventType.ROUTED, Set.of()),
            Map.entry(HistoryEventType.CLAIMED, Set.of()),
            Map.entry(HistoryEventType.ASSIGNED, Set.of()),
            Map.entry(HistoryEventType.REPLIED, Set.of()),
            Map.entry(HistoryEventType.CUSTOMER_REPLIED, Set.of()),
            Map.entry(HistoryEventType.WAITING_FOR_CUSTOMER, Set.of()),
            Map.entry(HistoryEventType.REMINDED, Set.of()),
            Map.entry(HistoryEventType.RESUMED, Set.of()),
            Map.entry(HistoryEventType.BREACHED, Set.of("kind", "dueAt")),
            Map.entry(HistoryEventType.JOINED_INCIDENT, Set.of("incidentId")),
            Map.entry(HistoryEventType.LEFT_INCIDENT, Set.of("incidentId")),
            Map.entry(HistoryEventType.REFUND_CONFIRMED, Set.of("bookingId")),
            Map.entry(HistoryEventType.TICKET_ISSUED, Set.of("bookingId")),
            Map.entry(HistoryEventType.RESOLVED, Set.of()),
            Map.entry(HistoryEventType.REOPENED, Set.of()),
            Map.entry(HistoryEventType.CLOSED, Set.of()));

    private HistoryDisclosure() {}

    static List<HistoryEntry> of(List<HistoryEntry> history, SupportCase shown, CaseViewer viewer) {
        return history.stream()
                .filter(entry -> viewer != CaseViewer.REPORTER || FOR_REPORTERS.containsKey(entry.type()))
                .map(entry -> new HistoryEntry(
                        entry.id(),
                        entry.at(),
                        viewer.nameOf(entry.actor(), shown),
                        entry.type(),
                        data(entry, shown, viewer)))
                .toList();
    }

    private static Map<String, Object> data(HistoryEntry entry, SupportCase shown, CaseViewer viewer) {
        var seen = new LinkedHashMap<String, Object>();
        entry.data().forEach((name, value) -> {
            if (viewer != CaseViewer.REPORTER
                    || FOR_REPORTERS.getOrDefault(entry.type(), Set.of()).contains(name)) {
                seen.put(
                        name,
                        value instanceof String text && viewer == CaseViewer.CONTRACTOR
                                ? masked(name, text, shown, viewer)
                                : value);
            }
        });
        return seen;
    }

    /// What the desk itself writes are names and instants; what people write is free text.
    private static String masked(String name, String text, SupportCase shown, CaseViewer viewer) {
        return Set.of("reason", "text", "owner").contains(name)
                ? viewer.text(text, shown.report().name())
                : text;
    }
}
