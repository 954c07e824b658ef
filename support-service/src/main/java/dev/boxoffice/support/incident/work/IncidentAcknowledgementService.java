package dev.boxoffice.support.incident.work;

import dev.boxoffice.support.incident.data.IncidentMemberRepository;
import dev.boxoffice.support.incident.data.IncidentOutcome;
import dev.boxoffice.support.incident.data.IncidentRepository;
import dev.boxoffice.support.incident.member.IncidentMembershipService;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Acknowledges an incident: everybody is told once, and their clocks stand still.
@Service
public class IncidentAcknowledgementService {

    private final IncidentStateService states;
    private final IncidentRepository incidents;
    private final IncidentMemberRepository members;
    private final IncidentMembershipService membership;
    private final IncidentRecordService records;

    IncidentAcknowledgementService(
            IncidentStateService states,
            IncidentRepository incidents,
            IncidentMemberRepository members,
            IncidentMembershipService membership,
            IncidentRecordService records) {
        this.states = states;
        this.incidents = incidents;
        this.members = members;
        this.membership = membership;
        this.records = records;
    }

    /// Acknowledging twice is acknowledging once.
    @Transactional
    public IncidentOutcome acknowledge(UUID id, String by, Instant now) {
        return states.changeOpen(id, "acknowledged", incident -> {
            if (incident.isAcknowledged()) {
                return;
            }
            records.recordAcknowledgement(id, by, now);
            membership.enterIncidentMode(incidents.find(id).orElseThrow(), members.lockOpen(id), now);
        });
    }
}
