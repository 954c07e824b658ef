package dev.boxoffice.support.cases;

import dev.boxoffice.support.agent.Agent;
import dev.boxoffice.support.agent.Agents;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.cases.NextOutcome.Reason;
import dev.boxoffice.support.triage.RoutingRules;
import dev.boxoffice.support.triage.RuleStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How a case gets its one owner. The agent's row is locked first and the case second, in every way of claiming.
@Service
class Claims {

    private final Agents agents;
    private final Waiting waiting;
    private final Cases cases;
    private final RuleStore rules;
    private final AuditTrail audit;

    Claims(Agents agents, Waiting waiting, Cases cases, RuleStore rules, AuditTrail audit) {
        this.agents = agents;
        this.waiting = waiting;
        this.cases = cases;
        this.rules = rules;
        this.audit = audit;
    }

    /// The case of the queue that must be worked next, now the agent's.
    @Transactional
    public NextOutcome next(String queue, String agentId, Instant now) {
        if (!rules.routes().queues().contains(queue) || queue.equals(RoutingRules.SYNTHETIC_QUEUE)) {
            return new NextOutcome.NoSuchQueue();
        }
        var agent = agents.lock(agentId, now);
        if (!agent.takesCases()) {
            return new NextOutcome.Nothing(Reason.NOT_AVAILABLE);
        }
        if (isFull(agent)) {
            return new NextOutcome.Nothing(Reason.CAPACITY_REACHED);
        }
        return waiting.lockNext(queue, agent.skills(), now)
                .flatMap(id -> give(id, agent, EventType.CLAIMED, now))
                .<NextOutcome>map(NextOutcome.Owned::new)
                .orElseGet(() -> new NextOutcome.Nothing(Reason.QUEUE_EMPTY));
    }

    /// One case by name. Whoever comes second is told who came first.
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
        if (isFull(agent)) {
            return new CaseOutcome.CapacityReached(agent.capacity());
        }
        return give(id, agent, EventType.CLAIMED, now)
                .<CaseOutcome>map(CaseOutcome.Done::new)
                .orElseThrow();
    }

    /// Pushes one waiting case to an agent who asked for that.
    ///
    /// @return whether there was one
    @Transactional
    public boolean assign(String agentId, Instant now) {
        var agent = agents.lock(agentId, now);
        if (!agent.takesCases() || !agent.autoAssign() || isFull(agent)) {
            return false;
        }
        return waiting.lockNextAnywhere(agent.skills(), now)
                .flatMap(id -> give(id, agent, EventType.ASSIGNED, now))
                .isPresent();
    }

    private boolean isFull(Agent agent) {
        return agents.openCases(agent.id()) >= agent.capacity();
    }

    private Optional<SupportCase> give(UUID id, Agent agent, EventType how, Instant now) {
        if (!cases.own(id, agent.id(), now)) {
            return Optional.empty();
        }
        var owned = cases.get(id);
        audit.ofCase(
                id,
                how,
                agent.id(),
                now,
                Map.of(
                        "queue", owned.placement().queue(),
                        "expert", agent.skills().contains(owned.judgement().module()),
                        "level", agent.level().name()));
        return Optional.of(owned);
    }
}
