package dev.boxoffice.support.cases.work;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.routing.CaseHandoverService;
import dev.boxoffice.support.cases.routing.CaseRoutingService;
import dev.boxoffice.support.clock.SlaClockService;
import dev.boxoffice.support.clock.SlaFreezeReason;
import dev.boxoffice.support.triage.category.CategoryRule;
import dev.boxoffice.support.triage.routing.RoutingRuleService;
import dev.boxoffice.support.triage.routing.RoutingRuleSet;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Transfers a case to another queue, where it waits without an owner while its clock runs on. That it needed
/// another expertise counts as a misroute; a hand to the critical queue of the same module does not.
@Service
class CaseTransferService {

    private final CaseOwnershipService ownership;
    private final RoutingRuleService rules;
    private final CaseRoutingService routing;
    private final SlaClockService clocks;
    private final CaseHandoverService handling;

    CaseTransferService(
            CaseOwnershipService ownership,
            RoutingRuleService rules,
            CaseRoutingService routing,
            SlaClockService clocks,
            CaseHandoverService handling) {
        this.ownership = ownership;
        this.rules = rules;
        this.routing = routing;
        this.clocks = clocks;
        this.handling = handling;
    }

    @Transactional
    public CaseOutcome transfer(UUID id, CaseActor actor, String queue, String reason, Instant now) {
        var routes = rules.current();
        if (!routes.queues().contains(queue)) {
            throw FieldErrors.single("queue", "must be one of " + String.join(", ", routes.queues()));
        }
        return ownership.changeOpen(id, actor, "transferred", locked -> {
            var module = moduleAt(routes, queue, locked);
            var stays = queue.equals(RoutingRuleSet.BULK_QUEUE);
            if (!stays && locked.placement().incidentId() != null) {
                handling.leaveIncident(locked, actor.id(), now);
            }
            var to = routing.placeIn(queue, module, now)
                    .withIncident(stays ? locked.placement().incidentId() : null);
            clocks.thaw(List.of(id), SlaFreezeReason.WAITING_FOR_CUSTOMER, SlaFreezeReason.WAIT, now);
            routing.enqueue(locked, to, module, now);
            handling.recordTransfer(locked, module, to, reason, actor.id(), now);
        });
    }

    private static String moduleAt(RoutingRuleSet routes, String queue, SupportCase transferred) {
        return queue.equals(RoutingRuleSet.DEFAULT_QUEUE)
                ? CategoryRule.GENERAL_MODULE
                : routes.moduleOf(queue).orElse(transferred.assessment().module());
    }
}
