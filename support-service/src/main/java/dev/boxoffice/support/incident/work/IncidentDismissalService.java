package dev.boxoffice.support.incident.work;

import dev.boxoffice.support.cases.routing.CaseReleaseService;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.data.IncidentMemberRepository;
import dev.boxoffice.support.incident.data.IncidentOutcome;
import dev.boxoffice.support.incident.member.IncidentClockService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Dismisses what was no incident: each member is assessed and routed by itself again, its clocks running.
@Service
public class IncidentDismissalService {

    private final IncidentStateService states;
    private final IncidentMemberRepository members;
    private final IncidentClockService clocks;
    private final CaseReleaseService release;
    private final HistoryRepository history;

    IncidentDismissalService(
            IncidentStateService states,
            IncidentMemberRepository members,
            IncidentClockService clocks,
            CaseReleaseService release,
            HistoryRepository history) {
        this.states = states;
        this.members = members;
        this.clocks = clocks;
        this.release = release;
        this.history = history;
    }

    @Transactional
    public IncidentOutcome dismiss(UUID id, String reason, String by, Instant now) {
        return states.changeOpen(id, "dismissed", incident -> {
            states.dismiss(incident, reason, by, now);
            for (var member : members.lockOpen(id)) {
                clocks.thaw(incident, List.of(member), now);
                members.detach(member);
                history.recordForCase(member, HistoryEventType.LEFT_INCIDENT, by, now, Map.of("incidentId", id));
                release.release(member, now);
            }
        });
    }
}
