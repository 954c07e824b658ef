package dev.boxoffice.support.cases;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.support.clock.Clocks;
import dev.boxoffice.support.clock.FreezeReason;
import dev.boxoffice.support.triage.RoutingRules;
import dev.boxoffice.support.triage.RuleStore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Hands a case to another queue, where it waits without an owner while its clock runs on. That it had to move counts
/// as
/// a misroute.
@Service
class Handover {

    private final Workbench workbench;
    private final Router router;
    private final Clocks clocks;
    private final Labels labels;
    private final RuleStore rules;

    Handover(Workbench workbench, Router router, Clocks clocks, Labels labels, RuleStore rules) {
        this.workbench = workbench;
        this.router = router;
        this.clocks = clocks;
        this.labels = labels;
        this.rules = rules;
    }

    @Transactional
    public CaseOutcome transfer(UUID id, Actor actor, String queue, String reason, Instant now) {
        var routes = rules.routes();
        if (!routes.queues().contains(queue)) {
            throw FieldErrors.single("queue", "must be one of " + String.join(", ", routes.queues()));
        }
        return workbench.onOpenCase(id, actor, "transferred", locked -> {
            var module = moduleAt(routes, queue, locked);
            var to = router.placeIn(queue, module, now)
                    .withIncident(locked.placement().incidentId());
            clocks.thaw(List.of(id), FreezeReason.WAITING_FOR_CUSTOMER, Conversation.WAIT, now);
            router.enqueue(locked, to, module, now);
            if (!locked.placement().queue().equals(queue)) {
                labels.misrouted(locked, locked.judgement().withModule(module), to, reason, actor, now);
            }
        });
    }

    private static String moduleAt(RoutingRules routes, String queue, SupportCase handed) {
        return queue.equals(RoutingRules.DEFAULT_QUEUE)
                ? RoutingRules.GENERAL_MODULE
                : routes.moduleOf(queue).orElse(handed.judgement().module());
    }
}
