package dev.boxoffice.support.cases.work;

import dev.boxoffice.support.agent.AgentRepository;
import dev.boxoffice.support.agent.AgentWentOffline;
import dev.boxoffice.support.cases.data.CaseQueueRepository;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.routing.CaseRoutingService;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Gives cases back to their queues whose owner has gone. One that waits for its reporter goes back with the answer.
@Service
class CaseGiveBackService {

    private final AgentRepository agents;
    private final CaseQueueRepository queues;
    private final CaseRepository cases;
    private final CaseRoutingService routing;
    private final HistoryRepository history;

    CaseGiveBackService(
            AgentRepository agents,
            CaseQueueRepository queues,
            CaseRepository cases,
            CaseRoutingService routing,
            HistoryRepository history) {
        this.agents = agents;
        this.queues = queues;
        this.cases = cases;
        this.routing = routing;
        this.history = history;
    }

    /// Within the transaction that changed the agent, whose row is locked.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void agentWentOffline(AgentWentOffline gone) {
        queues.findInHands(gone.agent()).stream()
                .flatMap(id -> cases.lock(id).stream())
                .filter(owned -> gone.agent().equals(owned.placement().owner()))
                .filter(owned -> owned.status() == CaseStatus.IN_PROGRESS)
                .forEach(owned -> giveBack(owned, gone.at()));
    }

    /// @param id of a case the caller has locked
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveBackIfOwnerIsGone(UUID id, Instant now) {
        var owned = cases.get(id);
        var owner = owned.placement().owner();
        if (owner != null && agents.isOffline(owner)) {
            giveBack(owned, now);
        }
    }

    private void giveBack(SupportCase owned, Instant now) {
        var assessment = owned.assessment();
        history.recordForCase(
                owned.id(),
                HistoryEventType.GIVEN_BACK,
                HistoryRepository.DESK,
                now,
                Map.of("owner", String.valueOf(owned.placement().owner())));
        var to = routing.place(owned.routingFacts(assessment), now)
                .withIncident(owned.placement().incidentId());
        routing.enqueue(owned, to, assessment.module(), now);
    }
}
