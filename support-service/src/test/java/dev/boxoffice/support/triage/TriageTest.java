package dev.boxoffice.support.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriageTest {

    private static final Instant NOW = Instant.parse("2027-05-01T12:00:00Z");
    private static final CategoryRules RULES = new CategoryRules(
            7,
            List.of(
                    rule(Categories.DOUBLE_CHARGE, Severity.ONE, "charged twice"),
                    rule(Categories.PAYMENT_WITHOUT_TICKET, Severity.ONE, "paid no ticket"),
                    rule("REFUND_LATE", Severity.TWO, "refund late"),
                    rule(Categories.TICKET_DELIVERY, Severity.TWO, "ticket not received"),
                    rule("NAME_CORRECTION", Severity.THREE, "misspelt", "名前が間違")));
    private final Triage triage = new Triage(RULES, Duration.ofHours(4));

    private static CategoryRule rule(String category, Severity severity, String... keywords) {
        return new CategoryRule(category, "PAYMENTS", severity, List.of("CODE_" + category), List.of(keywords));
    }

    private Triage.Verdict judge(String body, CaseFacts facts) {
        return triage.judge(null, "Help", body, facts, NOW);
    }

    private static CaseFacts startingIn(Duration duration) {
        return new CaseFacts(null, null, null, null, null, null, null, NOW.plus(duration));
    }

    private static CaseFacts booking(boolean captured, boolean issued) {
        return new CaseFacts("X", captured, issued, 100L, "EUR", null, null, null);
    }

    @Test
    void severity_follows_the_consequence() {
        assertThat(judge("I was charged me twice", CaseFacts.NONE).severity()).isEqualTo(Severity.ONE);
        assertThat(judge("my refund is late", CaseFacts.NONE).severity()).isEqualTo(Severity.TWO);
        assertThat(judge("my name is misspelt", CaseFacts.NONE).severity()).isEqualTo(Severity.THREE);
        assertThat(judge("hello", CaseFacts.NONE).category()).isEqualTo("OTHER");
    }

    @Test
    void doors_within_four_hours_raise_it_one_level() {
        assertThat(judge("misspelt", startingIn(Duration.ofHours(4))).severity())
                .isEqualTo(Severity.TWO);
        assertThat(judge("misspelt", startingIn(Duration.ofHours(4).plusMillis(1)))
                        .severity())
                .isEqualTo(Severity.THREE);
        assertThat(judge("refund late", startingIn(Duration.ofMinutes(5))).severity())
                .isEqualTo(Severity.ONE);
        assertThat(judge("charged twice", startingIn(Duration.ofMinutes(5))).severity())
                .isEqualTo(Severity.ONE);
        assertThat(judge("misspelt", startingIn(Duration.ofHours(-3))).severity())
                .isEqualTo(Severity.THREE);
    }

    @Test
    void facts_overrule_words() {
        assertThat(judge("hello", booking(true, false)).category()).isEqualTo(Categories.PAYMENT_WITHOUT_TICKET);
        assertThat(judge("hello", booking(true, false)).severity()).isEqualTo(Severity.ONE);
        assertThat(judge("paid, no ticket", booking(true, true)).category()).isEqualTo(Categories.TICKET_DELIVERY);
        assertThat(judge("charged twice", booking(true, true)).severity()).isEqualTo(Severity.ONE);
    }

    @Test
    void an_error_code_is_asked_before_any_keyword() {
        var verdict = triage.judge("code_refund_late", "x", "charged twice", CaseFacts.NONE, NOW);

        assertThat(verdict.category()).isEqualTo("REFUND_LATE");
        assertThat(verdict.rulesVersion()).isEqualTo(7);
    }

    @Test
    void phrases_forgive_case_accents_and_a_few_words_between() {
        assertThat(Phrase.of("débité deux fois").isIn(Words.of("J'ai été DEBITE hier deux  fois!")))
                .isTrue();
        assertThat(Phrase.of("paid no ticket").isIn(Words.of("no ticket, though I paid")))
                .isFalse();
        assertThat(Phrase.of("paid no ticket").isIn(Words.of("paid a b c d e f no ticket")))
                .isFalse();
        assertThat(Phrase.of("doesn't scan").isIn(Words.of("it doesn’t scan"))).isTrue();
        assertThat(Phrase.of("名前が間違").isIn(Words.of("チケットの名前が間違っています"))).isTrue();
        assertThat(Phrase.of("списали дважды").isIn(Words.of("Деньги СПИСАЛИ дважды")))
                .isTrue();
    }

    @Test
    void a_routing_condition_is_read_or_explained() throws Condition.Unreadable {
        var facts = new RoutingFacts(Severity.ONE, "PAYMENTS", "DOUBLE_CHARGE", Tier.VIP, "EMAIL", "REPORT", null);

        assertThat(Condition.read("severity=1 and module=PAYMENTS").holdsFor(facts))
                .isTrue();
        assertThat(Condition.read("tier in (VIP, ORGANISER)").holdsFor(facts)).isTrue();
        assertThat(Condition.read("severity = 2").holdsFor(facts)).isFalse();
        assertThat(Condition.read("always").holdsFor(facts)).isTrue();
        for (var wrong : List.of("", "severity", "mood=BAD", "severity=9", "module=A or module=B", "tier in ()")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Condition.read(wrong))
                    .describedAs(wrong)
                    .isInstanceOf(Condition.Unreadable.class);
        }
    }

    @Test
    void corrections_become_proposals_with_their_effect() {
        var past = new java.util.ArrayList<Proposals.Labelled>();
        for (var i = 0; i < 4; i++) {
            past.add(
                    new Proposals.Labelled(null, "Question", "the reimbursement takes ages " + i, "REFUND_LATE", true));
        }
        past.add(new Proposals.Labelled(null, "Question", "ages ago", "OTHER", false));
        past.add(new Proposals.Labelled(null, "Question", "charged twice", "DOUBLE_CHARGE", false));

        var proposals = new Proposals(RULES, past).propose();

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
