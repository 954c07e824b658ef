package dev.boxoffice.support.incident.view;

import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.cases.view.CaseAccessService;
import dev.boxoffice.support.cases.view.CaseViewer;
import dev.boxoffice.support.history.HistoryEntry;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentMemberRepository;
import dev.boxoffice.support.incident.data.IncidentRepository;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Incidents as the desk reads them.
@Service
class IncidentViewService {

    private final IncidentRepository incidents;
    private final IncidentMemberRepository members;
    private final HistoryRepository history;
    private final CaseAccessService access;

    IncidentViewService(
            IncidentRepository incidents,
            IncidentMemberRepository members,
            HistoryRepository history,
            CaseAccessService access) {
        this.incidents = incidents;
        this.members = members;
        this.history = history;
        this.access = access;
    }

    Optional<Incident> find(UUID id) {
        return incidents.find(id);
    }

    List<IncidentView> findRecent(boolean openOnly, int most, Caller caller) {
        var viewer = access.viewer(caller);
        return incidents.findRecent(openOnly, most).stream()
                .map(incident -> view(incident, viewer))
                .toList();
    }

    /// Free text in it is masked for those it must be.
    List<HistoryEntry> history(UUID id, Caller caller) {
        var viewer = access.viewer(caller);
        return history.findByIncident(id).stream()
                .map(entry -> new HistoryEntry(
                        entry.id(), entry.at(), entry.actor(), entry.type(), masked(entry.data(), viewer)))
                .toList();
    }

    private static Map<String, Object> masked(Map<String, Object> data, CaseViewer viewer) {
        var seen = new LinkedHashMap<String, Object>(data);
        seen.computeIfPresent("text", (_, text) -> viewer.text(String.valueOf(text), null));
        return seen;
    }

    IncidentView view(Incident incident, Caller caller) {
        return view(incident, access.viewer(caller));
    }

    private IncidentView view(Incident incident, CaseViewer viewer) {
        return IncidentView.of(incident, members.count(incident.id()), viewer);
    }
}
