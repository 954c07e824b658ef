package dev.boxoffice.support.cases.work;

import dev.boxoffice.support.agent.Agent;
import dev.boxoffice.support.agent.AgentRepository;
import dev.boxoffice.support.cases.data.CaseQueueRepository;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Lets an agent work on a case: locked, the agent's own, and in a state that allows what is wanted.
@Service
public class CaseOwnershipService {

    private final AgentRepository agents;
    private final CaseRepository cases;
    private final CaseQueueRepository queues;
    private final HistoryRepository history;

    CaseOwnershipService(
            AgentRepository agents, CaseRepository cases, CaseQueueRepository queues, HistoryRepository history) {
        this.agents = agents;
        this.cases = cases;
        this.queues = queues;
        this.history = history;
    }

    /// Does the work on the locked case and answers with the case after it.
    ///
    /// @param wanted what the work is, for the refusal
    @Transactional(propagation = Propagation.MANDATORY)
    public CaseOutcome changeOpen(UUID id, CaseActor actor, String wanted, Consumer<SupportCase> work) {
        return change(id, actor, wanted, _ -> Optional.empty(), work);
    }

    private CaseOutcome change(
            UUID id,
            CaseActor actor,
            String wanted,
            Function<SupportCase, Optional<CaseOutcome>> refusal,
            Consumer<SupportCase> work) {
        var locked = cases.lock(id).orElse(null);
        if (locked == null) {
            return new CaseOutcome.NotFound();
        }
        if (!locked.status().isOpen()) {
            return new CaseOutcome.NotNow(locked.status(), wanted);
        }
        if (locked.isOwnedBySomeoneElse(actor.id()) && !actor.manager()) {
            return new CaseOutcome.AlreadyOwned(
                    String.valueOf(locked.placement().owner()));
        }
        var refused = refusal.apply(locked);
        if (refused.isPresent()) {
            return refused.get();
        }
        work.accept(locked);
        return new CaseOutcome.Done(cases.get(id));
    }

    /// The same for work that makes an unowned case the agent's: whoever answers a case has it, and may do so where
    /// they could have claimed it.
    @Transactional(propagation = Propagation.MANDATORY)
    public CaseOutcome changeOwned(UUID id, CaseActor actor, String wanted, Instant now, Consumer<SupportCase> work) {
        var agent = agents.lock(actor.id(), now); // before the case, as in every claim
        return change(id, actor, wanted, locked -> refusal(locked, agent), locked -> {
            if (queues.claim(id, actor.id(), now)) {
                history.recordForCase(
                        id,
                        HistoryEventType.CLAIMED,
                        actor.id(),
                        now,
                        Map.of("queue", locked.placement().queue(), "by", wanted));
            }
            work.accept(cases.get(id));
        });
    }

    /// What one has in hand is seen through, wherever one is.
    private Optional<CaseOutcome> refusal(SupportCase locked, Agent agent) {
        if (locked.status().isOwned()) {
            return Optional.empty();
        }
        if (agent.isOffline()) {
            return Optional.of(new CaseOutcome.NotAvailable());
        }
        return agents.isFull(agent) ? Optional.of(new CaseOutcome.CapacityReached(agent.capacity())) : Optional.empty();
    }
}
