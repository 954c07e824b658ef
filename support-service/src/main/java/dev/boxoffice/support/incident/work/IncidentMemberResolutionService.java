package dev.boxoffice.support.incident.work;

import dev.boxoffice.support.cases.resolution.CaseBulkResolutionService;
import dev.boxoffice.support.incident.data.IncidentMemberRepository;
import dev.boxoffice.support.incident.data.IncidentOutcome;
import dev.boxoffice.support.message.CaseMessageKind;
import dev.boxoffice.support.message.CaseMessageRepository;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Resolves an incident together with its members.
@Service
class IncidentMemberResolutionService {

    private final IncidentStateService states;
    private final IncidentMemberRepository members;
    private final CaseBulkResolutionService resolution;
    private final CaseMessageRepository messages;

    IncidentMemberResolutionService(
            IncidentStateService states,
            IncidentMemberRepository members,
            CaseBulkResolutionService resolution,
            CaseMessageRepository messages) {
        this.states = states;
        this.members = members;
        this.resolution = resolution;
        this.messages = messages;
    }

    /// Every reporter gets a direct update, once, and every open member is resolved with the incident.
    @Transactional
    public IncidentOutcome resolve(UUID id, String text, String by, Instant now) {
        return states.changeOpen(id, "resolved", incident -> {
            states.resolve(incident, text, by, now);
            resolution.resolve(members.lockOpen(id), text, by, Map.of("incidentId", id), now);
            messages.tell(
                    members.findAll(id),
                    CaseMessageKind.INCIDENT_RESOLUTION,
                    by,
                    id,
                    "The problem you reported is resolved. " + text,
                    now);
        });
    }
}
