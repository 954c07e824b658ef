package dev.boxoffice.support.cases;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.triage.RoutingRules;
import dev.boxoffice.support.triage.RuleStore;
import dev.boxoffice.support.triage.Triage;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The doors of a case's event have come near: what was not urgent yesterday may be now.
@Component
class DoorsTimer implements TimerHandler {

    private final Cases cases;
    private final Revision revision;
    private final RuleStore rules;
    private final SupportProperties properties;

    DoorsTimer(Cases cases, Revision revision, RuleStore rules, SupportProperties properties) {
        this.cases = cases;
        this.revision = revision;
        this.rules = rules;
        this.properties = properties;
    }

    @Override
    public TimerKind kind() {
        return TimerKind.DOORS;
    }

    /// Members of an acknowledged incident stay where they are: somebody is on it for all of them.
    @Override
    public void wake(UUID caseId, Instant now) {
        cases.lock(caseId)
                .filter(open -> open.status().isOpen())
                .filter(open -> !open.placement().queue().equals(RoutingRules.BULK_QUEUE))
                .ifPresent(open -> judgeAgain(open, now));
    }

    private void judgeAgain(SupportCase open, Instant now) {
        var categories = rules.categories();
        categories.named(open.judgement().category()).ifPresent(rule -> {
            var verdict = new Triage(categories, properties.doorsWithin())
                    .judgeAs(rule, open.judgement().facts(), now);
            if (verdict.severity().worseThan(open.judgement().severity())) {
                revision.revise(open, open.judgement().revised(verdict), AuditTrail.DESK, now);
            }
        });
    }
}
