package dev.boxoffice.support.incident.work;

import dev.boxoffice.support.incident.data.IncidentMemberRepository;
import dev.boxoffice.support.incident.data.IncidentOutcome;
import dev.boxoffice.support.message.CaseMessageKind;
import dev.boxoffice.support.message.CaseMessageRepository;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Tells every open member of an incident what is new.
@Service
public class IncidentUpdateService {

    private final IncidentStateService states;
    private final IncidentMemberRepository members;
    private final CaseMessageRepository messages;
    private final IncidentRecordService records;

    IncidentUpdateService(
            IncidentStateService states,
            IncidentMemberRepository members,
            CaseMessageRepository messages,
            IncidentRecordService records) {
        this.states = states;
        this.members = members;
        this.messages = messages;
        this.records = records;
    }

    @Transactional
    public IncidentOutcome update(UUID id, String message, String by, Instant now) {
        return states.changeOpen(id, "updated", incident -> {
            var open = members.lockOpen(id);
            messages.tell(open, CaseMessageKind.INCIDENT_UPDATE, by, id, message, now);
            records.recordUpdate(incident, open, by, now);
        });
    }
}
