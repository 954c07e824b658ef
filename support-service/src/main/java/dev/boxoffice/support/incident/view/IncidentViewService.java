package dev.boxoffice.support.incident.view;

import dev.boxoffice.support.history.HistoryEntry;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentMemberRepository;
import dev.boxoffice.support.incident.data.IncidentRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Incidents as the desk reads them.
@Service
class IncidentViewService {

    private final IncidentRepository incidents;
    private final IncidentMemberRepository members;
    private final HistoryRepository history;

    IncidentViewService(IncidentRepository incidents, IncidentMemberRepository members, HistoryRepository history) {
        this.incidents = incidents;
        this.members = members;
        this.history = history;
    }

    Optional<Incident> find(UUID id) {
        return incidents.find(id);
    }

    List<IncidentView> findRecent(boolean openOnly, int most) {
        return incidents.findRecent(openOnly, most).stream().map(this::view).toList();
    }

    List<HistoryEntry> history(UUID id) {
        return history.findByIncident(id);
    }

    IncidentView view(Incident incident) {
        return IncidentView.of(incident, members.count(incident.id()));
    }
}
