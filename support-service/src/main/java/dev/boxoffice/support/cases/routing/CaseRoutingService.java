package dev.boxoffice.support.cases.routing;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.cases.data.CaseAssessment;
import dev.boxoffice.support.cases.data.CasePlacement;
import dev.boxoffice.support.cases.data.CaseQueueRepository;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.timer.CaseTimerService;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.triage.category.CategoryRule;
import dev.boxoffice.support.triage.routing.RoutingFacts;
import dev.boxoffice.support.triage.routing.RoutingRuleService;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Finds the queue for a case, and says from when it is no longer kept for experts.
@Service
public class CaseRoutingService {

    private final RoutingRuleService rules;
    private final CaseQueueRepository queues;
    private final CaseTimerService timers;
    private final HistoryRepository history;
    private final Duration overflowAfter;

    CaseRoutingService(
            RoutingRuleService rules,
            CaseQueueRepository queues,
            CaseTimerService timers,
            HistoryRepository history,
            SupportProperties properties) {
        this.rules = rules;
        this.queues = queues;
        this.timers = timers;
        this.history = history;
        this.overflowAfter = properties.overflowAfter();
    }

    public CasePlacement place(RoutingFacts facts, Instant now) {
        var routes = rules.current();
        return in(routes.queueFor(facts), routes.version(), facts.module(), now);
    }

    /// In a queue somebody named.
    public CasePlacement placeIn(String queue, String module, Instant now) {
        return in(queue, rules.current().version(), module, now);
    }

    private CasePlacement in(String queue, int version, String module, Instant now) {
        // General questions and bulk work need no expert, so nobody has to wait for one.
        var overflowAt = module.equals(CategoryRule.GENERAL_MODULE) ? now : now.plus(overflowAfter);
        return new CasePlacement(queue, version, null, null, now, overflowAt);
    }

    /// Its owner keeps it; only where it belongs has changed.
    void moveOwned(SupportCase locked, CasePlacement to, String module, Instant now) {
        queues.moveOwned(locked.id(), to, module, now);
    }

    void recordSeverity(SupportCase locked, CaseAssessment assessment, String actor, Instant now) {
        history.recordForCase(
                locked.id(),
                HistoryEventType.SEVERITY_CHANGED,
                actor,
                now,
                Map.of(
                        "from", locked.assessment().severity(),
                        "to", assessment.severity(),
                        "reason", assessment.reason()));
    }

    /// Puts a locked case there, without an owner and with its clocks running.
    public void enqueue(SupportCase locked, CasePlacement to, String module, Instant now) {
        queues.enqueue(locked.id(), to, module, now);
        timers.armOverflow(locked.id(), to, now);
        history.recordForCase(
                locked.id(),
                HistoryEventType.ROUTED,
                HistoryRepository.DESK,
                now,
                Map.of("queue", to.queue(), "module", module, "rulesVersion", to.routingVersion()));
    }
}
