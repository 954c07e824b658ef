package dev.boxoffice.support.cases;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.triage.RoutingFacts;
import dev.boxoffice.support.triage.RoutingRules;
import dev.boxoffice.support.triage.RuleStore;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the queue for a case, and says from when it is no longer kept for experts.
@Component
public class Router {

    private final RuleStore rules;
    private final SupportProperties properties;
    private final Cases cases;
    private final CaseTimers timers;
    private final AuditTrail audit;

    Router(RuleStore rules, SupportProperties properties, Cases cases, CaseTimers timers, AuditTrail audit) {
        this.rules = rules;
        this.properties = properties;
        this.cases = cases;
        this.timers = timers;
        this.audit = audit;
    }

    public Placement place(RoutingFacts facts, Instant now) {
        var routes = rules.routes();
        return in(routes.queueFor(facts), routes.version(), facts.module(), null, now);
    }

    /// In a queue somebody named.
    Placement placeIn(String queue, String module, Instant now) {
        return in(queue, rules.routes().version(), module, null, now);
    }

    /// In the bulk-resolution pod, with the others of its incident.
    public Placement placeInBulk(UUID incidentId, Instant now) {
        return placeIn(RoutingRules.BULK_QUEUE, RoutingRules.GENERAL_MODULE, now)
                .withIncident(incidentId);
    }

    /// Puts a locked case there, without an owner and with its clocks running.
    void enqueue(SupportCase locked, Placement to, String module, Instant now) {
        cases.enqueue(locked.id(), to, module, now);
        timers.armOverflow(locked.id(), to, now);
        audit.ofCase(
                locked.id(),
                EventType.ROUTED,
                AuditTrail.DESK,
                now,
                Map.of("queue", to.queue(), "module", module, "rulesVersion", to.routingVersion()));
    }

    private Placement in(String queue, int version, String module, @Nullable UUID incidentId, Instant now) {
        // General questions and bulk work need no expert, so nobody has to wait for one.
        var overflowAt = module.equals(RoutingRules.GENERAL_MODULE) ? now : now.plus(properties.overflowAfter());
        return new Placement(queue, version, null, incidentId, now, overflowAt);
    }
}
