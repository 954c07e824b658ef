package dev.boxoffice.support.cases;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.triage.RuleStore;
import dev.boxoffice.support.triage.Triage;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// A case that was taken for one of many is judged and routed by itself again.
@Service
public class Dismissal {

    private final Cases cases;
    private final Revision revision;
    private final Router router;
    private final RuleStore rules;
    private final SupportProperties properties;

    Dismissal(Cases cases, Revision revision, Router router, RuleStore rules, SupportProperties properties) {
        this.cases = cases;
        this.revision = revision;
        this.router = router;
        this.rules = rules;
        this.properties = properties;
    }

    /// @param id of a case the caller has locked
    @Transactional(propagation = Propagation.MANDATORY)
    public void backToItself(UUID id, Instant now) {
        var member = cases.get(id);
        var categories = rules.categories();
        var judgement = categories
                .named(member.judgement().category())
                .map(rule -> new Triage(categories, properties.doorsWithin())
                        .judgeAs(rule, member.judgement().facts(), now))
                .map(member.judgement()::revised)
                .orElse(member.judgement());
        var revised = revision.revise(member, judgement, AuditTrail.DESK, now);
        if (revised.status() == CaseStatus.ROUTED) {
            router.enqueue(revised, router.place(revised.routingFacts(judgement), now), judgement.module(), now);
        }
    }
}
