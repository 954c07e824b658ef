package dev.boxoffice.support.cases;

import dev.boxoffice.support.agent.Agents;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Where an agent works on a case: locked, the agent's own, and in a state that allows what is wanted.
@Component
class Workbench {

    private final Agents agents;
    private final Cases cases;
    private final AuditTrail audit;

    Workbench(Agents agents, Cases cases, AuditTrail audit) {
        this.agents = agents;
        this.cases = cases;
        this.audit = audit;
    }

    /// Does the work on the locked case and answers with the case after it.
    ///
    /// @param wanted what the work is, for the refusal
    @Transactional(propagation = Propagation.MANDATORY)
    public CaseOutcome onOpenCase(UUID id, Actor actor, String wanted, Consumer<SupportCase> work) {
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
        work.accept(locked);
        return new CaseOutcome.Done(cases.get(id));
    }

    /// The same for work that makes an unowned case the agent's: whoever answers a case has it.
    @Transactional(propagation = Propagation.MANDATORY)
    public CaseOutcome onOwnCase(UUID id, Actor actor, String wanted, Instant now, Consumer<SupportCase> work) {
        agents.lock(actor.id(), now); // before the case, as in every claim
        return onOpenCase(id, actor, wanted, locked -> {
            if (cases.own(id, actor.id(), now)) {
                audit.ofCase(
                        id,
                        EventType.CLAIMED,
                        actor.id(),
                        now,
                        Map.of("queue", locked.placement().queue(), "by", wanted));
            }
            work.accept(cases.get(id));
        });
    }
}
