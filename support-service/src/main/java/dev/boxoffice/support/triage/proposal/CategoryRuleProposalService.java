package dev.boxoffice.support.triage.proposal;

import dev.boxoffice.support.triage.category.CategoryRuleService;
import org.springframework.stereotype.Service;

/// Proposes rules that past corrections speak for.
@Service
public class CategoryRuleProposalService {

    private static final int MOST_LABELS = 5_000;

    private final CategoryRuleService rules;
    private final CategoryLabelRepository labels;

    CategoryRuleProposalService(CategoryRuleService rules, CategoryLabelRepository labels) {
        this.rules = rules;
        this.labels = labels;
    }

    public CategoryRuleProposals propose() {
        var current = rules.current();
        var past = labels.findLatest(MOST_LABELS);
        var proposals = new CategoryRuleAnalysis(current, past).propose();
        return new CategoryRuleProposals(current.version(), past.size(), proposals);
    }
}
