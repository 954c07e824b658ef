package dev.boxoffice.support.cases;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.triage.RuleStore;
import dev.boxoffice.support.triage.Triage;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Says what a case is really about, where the rules were wrong. Its severity follows from the facts, as at intake.
@Service
class Corrections {

    private final Workbench workbench;
    private final Revision revision;
    private final Labels labels;
    private final RuleStore rules;
    private final SupportProperties properties;

    Corrections(Workbench workbench, Revision revision, Labels labels, RuleStore rules, SupportProperties properties) {
        this.workbench = workbench;
        this.revision = revision;
        this.labels = labels;
        this.rules = rules;
        this.properties = properties;
    }

    @Transactional
    public CaseOutcome recategorise(UUID id, Actor actor, String category, Instant now) {
        var categories = rules.categories();
        var rule = categories
                .named(category)
                .orElseThrow(() -> FieldErrors.single("category", "is no category of the rules in force"));
        return workbench.onOpenCase(id, actor, "recategorised", locked -> {
            var verdict = new Triage(categories, properties.doorsWithin())
                    .judgeAs(rule, locked.judgement().facts(), now);
            var judgement = locked.judgement().revised(verdict);
            revision.revise(locked, judgement, actor.id(), now);
            labels.corrected(locked, judgement, actor.id(), now);
        });
    }
}
