package dev.boxoffice.support.triage.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.triage.category.CategoryName;
import dev.boxoffice.support.triage.category.CategoryRule;
import dev.boxoffice.support.triage.category.CategoryRuleSet;
import dev.boxoffice.support.triage.severity.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class CategoryRuleAnalysisTest {

    private static final CategoryRuleSet RULES = new CategoryRuleSet(
            7,
            List.of(
                    rule(CategoryName.DOUBLE_CHARGE, Severity.ONE, "charged twice"),
                    rule("REFUND_LATE", Severity.TWO, "refund late")),
            List.of());

    private static CategoryRule rule(String category, Severity severity, String keyword) {
        return new CategoryRule(
                category, "PAYMENTS", severity, List.of("CODE_" + category), List.of(keyword), List.of(), 0);
    }

    @Test
    void corrections_become_proposals_with_their_effect() {
        var past = new java.util.ArrayList<LabelledCase>();
        for (var i = 0; i < 4; i++) {
            past.add(new LabelledCase(null, "Question", "the reimbursement takes ages " + i, "REFUND_LATE", true));
        }
        past.add(new LabelledCase(null, "Question", "ages ago", "OTHER", false));
        past.add(new LabelledCase(null, "Question", "charged twice", "DOUBLE_CHARGE", false));

        var proposals = new CategoryRuleAnalysis(RULES, past).propose();

        assertThat(proposals).isNotEmpty();
        assertThat(proposals).allSatisfy(proposal -> {
            assertThat(proposal.category()).isEqualTo("REFUND_LATE");
            assertThat(proposal.improved()).isEqualTo(4);
        });
        assertThat(proposals).anySatisfy(proposal -> {
            assertThat(proposal.keyword()).contains("reimbursement");
            assertThat(proposal.worsened()).isZero();
        });
    }
}
