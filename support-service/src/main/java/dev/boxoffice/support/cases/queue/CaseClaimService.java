package dev.boxoffice.support.cases.queue;

import dev.boxoffice.support.agent.Agent;
import dev.boxoffice.support.agent.AgentRepository;
import dev.boxoffice.support.cases.data.CaseQueueRepository;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.queue.NextCaseOutcome.Reason;
import dev.boxoffice.support.cases.work.CaseOutcome;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.triage.routing.RoutingRuleService;
import dev.boxoffice.support.triage.routing.RoutingRuleSet;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How a case gets its one owner. The agent's row is locked first and the case second, in every way of claiming.
@Service
class CaseClaimService {

    private final AgentRepository agents;
    private final CaseQueueRepository queues;
    private final CaseRepository cases;
    private final RoutingRuleService rules;
    private final HistoryRepository history;

    CaseClaimService(
            AgentRepository agents,
            CaseQueueRepository queues,
            CaseRepository cases,
            RoutingRuleService rules,
            HistoryRepository history) {
        this.agents = agents;
        this.queues = queues;
        this.cases = cases;
        this.rules = rules;
        this.history = history;
    }

    /// The case of the queue that must be worked next, now the agent's.
    @Transactional
    public NextCaseOutcome claimNext(String queue, String agentId, Instant now) {
        if (!rules.current().queues().contains(queue) || queue.equals(RoutingRuleSet.SYNTHETIC_QUEUE)) {
            return new NextCaseOutcome.NoSuchQueue();
        }
        var agent = agents.lock(agentId, now);
        if (!agent.takesCases()) {
            return new NextCaseOutcome.Nothing(Reason.NOT_AVAILABLE);
        }
        if (agents.isFull(agent)) {
            return new NextCaseOutcome.Nothing(Reason.CAPACITY_REACHED);
        }
        return queues.lockNext(queue, agent.skills(), now)
                .flatMap(id -> assign(id, agent, HistoryEventType.CLAIMED, now))
                .<NextCaseOutcome>map(NextCaseOutcome.Owned::new)
                .orElseGet(() -> new NextCaseOutcome.Nothing(
                        queues.anyWaiting(queue) ? Reason.WAITING_FOR_EXPERTS : Reason.QUEUE_EMPTY));
    }

    /// One case by its id. Whoever comes second is told who came first.
    @Transactional
    public CaseOutcome claim(UUID id, String agentId, Instant now) {
        var agent = agents.lock(agentId, now);
        var found = cases.lock(id).orElse(null);
        if (found == null) {
            return new CaseOutcome.NotFound();
        }
        if (found.isOwnedBySomeoneElse(agentId) && found.status().isOpen()) {
            return new CaseOutcome.AlreadyOwned(String.valueOf(found.placement().owner()));
        }
        if (found.status().isOwned()) {
            return new CaseOutcome.Done(found);
        }
        if (found.status() != CaseStatus.ROUTED) {
            return new CaseOutcome.NotNow(found.status(), "claimed");
        }
        if (agent.isOffline()) {
            return new CaseOutcome.NotAvailable();
        }
        if (agents.isFull(agent)) {
            return new CaseOutcome.CapacityReached(agent.capacity());
        }
        return assign(id, agent, HistoryEventType.CLAIMED, now)
                .<CaseOutcome>map(CaseOutcome.Done::new)
                .orElseThrow();
    }

    /// Pushes one waiting case to an agent who asked for that.
    ///
    /// @return whether there was one
    @Transactional
    public boolean assignNext(String agentId, Instant now) {
        var agent = agents.lock(agentId, now);
        if (!agent.takesCases() || !agent.autoAssign() || agents.isFull(agent)) {
            return false;
        }
        return queues.lockNextAnywhere(agent.skills(), now)
                .flatMap(id -> assign(id, agent, HistoryEventType.ASSIGNED, now))
                .isPresent();
    }

    private Optional<SupportCase> assign(UUID id, Agent agent, HistoryEventType how, Instant now) {
        if (!queues.claim(id, agent.id(), now)) {
            return Optional.empty();
        }
        var owned = cases.get(id);
        history.recordForCase(
                id,
                how,
                agent.id(),
                now,
                Map.of(
                        "queue", owned.placement().queue(),
                        "expert", agent.skills().contains(owned.assessment().module()),
                        "level", agent.level().name()));
        return Optional.of(owned);
    }
}
