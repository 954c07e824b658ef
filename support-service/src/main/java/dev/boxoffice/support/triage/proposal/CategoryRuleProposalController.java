package dev.boxoffice.support.triage.proposal;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What corrections say the category rules should be.
@RestController
class CategoryRuleProposalController {

    private final CategoryRuleProposalService proposals;

    CategoryRuleProposalController(CategoryRuleProposalService proposals) {
        this.proposals = proposals;
    }

    @GetMapping("/support/category-rules/proposals")
    CategoryRuleProposals propose() {
        return proposals.propose();
    }
}
