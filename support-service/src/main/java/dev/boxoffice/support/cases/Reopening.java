package dev.boxoffice.support.cases;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.clock.Clocks;
import dev.boxoffice.support.clock.SlaPolicy;
import dev.boxoffice.support.triage.RuleStore;
import dev.boxoffice.support.triage.Triage;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A resolution that did not hold: the case waits in its queue again, with new clocks. What was breached stays
/// breached.
@Service
class Reopening {

    private final CaseFile file;
    private final Clocks clocks;
    private final Router router;
    private final RuleStore rules;
    private final SupportProperties properties;

    Reopening(CaseFile file, Clocks clocks, Router router, RuleStore rules, SupportProperties properties) {
        this.file = file;
        this.clocks = clocks;
        this.router = router;
        this.rules = rules;
        this.properties = properties;
    }

    @Transactional
    public CaseOutcome reopen(UUID id, String by, boolean asReporter, String reason, Instant now) {
        var locked = file.cases()
                .lock(id)
                .filter(found -> !asReporter || found.isReportedBy(by))
                .orElse(null);
        if (locked == null) {
            return new CaseOutcome.NotFound();
        }
        if (locked.status() != CaseStatus.RESOLVED) {
            return new CaseOutcome.NotNow(locked.status(), "reopened");
        }
        file.cases().reopen(id, now);
        file.audit().ofCase(id, EventType.REOPENED, by, now, Map.of("reason", reason));
        startAnew(locked, now);
        return new CaseOutcome.Done(file.cases().get(id));
    }

    /// As it would be taken in today: an incident that once lowered its severity is over.
    private void startAnew(SupportCase locked, Instant now) {
        var judgement = judgedAfresh(locked, now);
        var policy = SlaPolicy.of(properties);
        var target = policy.resolutionTarget(judgement.severity());
        var due = now.plus(target);
        file.cases().judge(locked.id(), judgement, Fingerprints.of(locked.report(), judgement.category()), now);
        clocks.startForCase(locked.id(), judgement.severity(), locked.report().tier(), policy, now);
        file.cases().setDeadline(locked.id(), due, due.minus(policy.margin(target)));
        router.enqueue(locked, router.place(locked.routingFacts(judgement), now), judgement.module(), now);
        file.timers().armHeartbeat(locked.id(), judgement.severity(), now);
    }

    private Judgement judgedAfresh(SupportCase locked, Instant now) {
        var categories = rules.categories();
        var judgement = locked.judgement();
        return categories
                .named(judgement.category())
                .map(rule -> new Triage(categories, properties.doorsWithin()).judgeAs(rule, judgement.facts(), now))
                .map(judgement::revised)
                .orElse(judgement);
    }
}
