package dev.boxoffice.support.incident.member;

import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentMemberRepository;
import dev.boxoffice.support.message.CaseMessageKind;
import dev.boxoffice.support.message.CaseMessageRepository;
import dev.boxoffice.support.triage.routing.RoutingRuleService;
import dev.boxoffice.support.triage.routing.RoutingRuleSet;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What it means for cases to belong to an incident.
@Service
public class IncidentMembershipService {

    /// Told to every member, word for word, when the incident is acknowledged.
    public static final String ACKNOWLEDGEMENT = "We're already fixing this. You'll get a direct update when resolved.";

    private final IncidentMemberRepository members;
    private final IncidentClockService clocks;
    private final CaseMessageRepository messages;
    private final HistoryRepository history;
    private final RoutingRuleService rules;

    IncidentMembershipService(
            IncidentMemberRepository members,
            IncidentClockService clocks,
            CaseMessageRepository messages,
            HistoryRepository history,
            RoutingRuleService rules) {
        this.members = members;
        this.clocks = clocks;
        this.messages = messages;
        this.history = history;
        this.rules = rules;
    }

    /// Makes locked cases members; under an acknowledged incident they are told so and stand still.
    ///
    /// @param incident held by the caller, for share or for update
    /// @return those that became members
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UUID> join(Incident incident, List<UUID> lockedCases, String by, Instant now) {
        var joined = members.attach(lockedCases, incident.id(), now);
        history.recordForCases(joined, HistoryEventType.JOINED_INCIDENT, by, now, Map.of("incidentId", incident.id()));
        if (incident.isAcknowledged()) {
            enterIncidentMode(incident, joined, now);
        }
        return joined;
    }

    /// Each reporter is acknowledged first, then merged: severity 3, bulk pod, clocks frozen.
    public void enterIncidentMode(Incident incident, List<UUID> lockedCases, Instant now) {
        if (lockedCases.isEmpty()) {
            return;
        }
        messages.tell(
                lockedCases,
                CaseMessageKind.INCIDENT_ACKNOWLEDGEMENT,
                HistoryRepository.DESK,
                incident.id(),
                ACKNOWLEDGEMENT,
                now);
        clocks.hold(incident, lockedCases, now);
        members.moveToBulk(lockedCases, rules.current().version(), now);
        history.recordForCases(
                lockedCases,
                HistoryEventType.ROUTED,
                HistoryRepository.DESK,
                now,
                Map.of("queue", RoutingRuleSet.BULK_QUEUE, "severity", Severity.THREE, "incidentId", incident.id()));
    }
}
