package dev.boxoffice.support.triage.category;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.triage.TriagePolicy;
import dev.boxoffice.support.triage.TriageResult;
import dev.boxoffice.support.triage.severity.CaseFacts;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriagePolicyTest {

    private static final Instant NOW = Instant.parse("2027-05-01T12:00:00Z");
    private static final CategoryRuleSet RULES = new CategoryRuleSet(
            7,
            List.of(
                    rule(CategoryName.DOUBLE_CHARGE, Severity.ONE, "charged twice"),
                    rule(CategoryName.PAYMENT_WITHOUT_TICKET, Severity.ONE, "paid no ticket"),
                    rule("REFUND_LATE", Severity.TWO, "refund late"),
                    rule(CategoryName.TICKET_DELIVERY, Severity.TWO, "ticket not received"),
                    rule("NAME_CORRECTION", Severity.THREE, "misspelt", "名前が間違")),
            List.of());
    private final TriagePolicy triage = new TriagePolicy(RULES, Duration.ofHours(4));

    private static CategoryRule rule(String category, Severity severity, String... keywords) {
        return new CategoryRule(
                category, "PAYMENTS", severity, List.of("CODE_" + category), List.of(keywords), List.of(), 0);
    }

    private TriageResult assess(String body, CaseFacts facts) {
        return triage.assess(null, "Help", body, facts, NOW);
    }

    private static CaseFacts startingIn(Duration duration) {
        return new CaseFacts(null, null, null, null, null, null, null, NOW.plus(duration), null, null);
    }

    private static CaseFacts booking(boolean captured, boolean issued) {
        return new CaseFacts("X", captured, issued, 100L, "EUR", null, null, null, null, null);
    }

    @Test
    void severity_follows_the_consequence() {
        assertThat(assess("my refund is late", CaseFacts.NONE).severity()).isEqualTo(Severity.TWO);
        assertThat(assess("my name is misspelt", CaseFacts.NONE).severity()).isEqualTo(Severity.THREE);
        assertThat(assess("hello", CaseFacts.NONE).category()).isEqualTo("OTHER");
    }

    @Test
    void doors_within_four_hours_raise_it_one_level() {
        assertThat(assess("misspelt", startingIn(Duration.ofHours(4))).severity())
                .isEqualTo(Severity.TWO);
        assertThat(assess("misspelt", startingIn(Duration.ofHours(4).plusMillis(1)))
                        .severity())
                .isEqualTo(Severity.THREE);
        assertThat(assess("refund late", startingIn(Duration.ofMinutes(5)).ofReporter())
                        .severity())
                .isEqualTo(Severity.ONE);
        assertThat(assess("misspelt", startingIn(Duration.ofHours(-3))).severity())
                .isEqualTo(Severity.THREE);
    }

    @Test
    void facts_overrule_words() {
        assertThat(assess("hello", booking(true, false)).category()).isEqualTo(CategoryName.PAYMENT_WITHOUT_TICKET);
        assertThat(assess("hello", booking(true, false)).severity()).isEqualTo(Severity.ONE);
        assertThat(assess("paid, no ticket", booking(true, true)).category()).isEqualTo(CategoryName.TICKET_DELIVERY);
    }

    /// S1: the worst needs a consequence in our own rows; a claim without is unverified.
    @Test
    void a_claim_that_nothing_of_ours_shows_is_severity_2_and_unverified() {
        var claimed = assess("charged twice", CaseFacts.NONE);

        assertThat(claimed.severity()).isEqualTo(Severity.TWO);
        assertThat(claimed.unverified()).isTrue();
        assertThat(claimed.reason()).contains("unverified");
    }

    /// S1: a claim that our own rows contradict is never 1, not even at the doors.
    @Test
    void a_claim_our_rows_contradict_is_never_severity_1() {
        var once = new CaseFacts(
                "CONFIRMED", true, true, 100L, "EUR", "Show", "PUBLISHED", NOW.plusSeconds(60), false, true);

        assertThat(assess("charged twice", once).severity()).isEqualTo(Severity.TWO);
        assertThat(assess("charged twice", once).reason()).contains("say otherwise");
    }

    /// S1: what our own rows show is 1.
    @Test
    void a_claim_our_rows_show_is_severity_1() {
        var twice = new CaseFacts("CONFIRMED", true, true, 100L, "EUR", null, null, null, true, true);

        assertThat(assess("charged twice", twice).severity()).isEqualTo(Severity.ONE);
        assertThat(assess("charged twice", twice).unverified()).isFalse();
    }

    /// S1: an event the reporter has nothing to do with raises nothing to the worst.
    @Test
    void doors_of_an_event_that_is_not_the_reporters_raise_nothing_to_severity_1() {
        assertThat(assess("refund late", startingIn(Duration.ofMinutes(5))).severity())
                .isEqualTo(Severity.TWO);
    }

    @Test
    void an_error_code_is_asked_before_any_keyword() {
        var result = triage.assess("code_refund_late", "x", "charged twice", CaseFacts.NONE, NOW);

        assertThat(result.category()).isEqualTo("REFUND_LATE");
        assertThat(result.rulesVersion()).isEqualTo(7);
    }

    @Test
    void phrases_forgive_case_accents_and_a_few_words_between() {
        assertThat(KeywordPhrase.of("débité deux fois").isIn(NormalizedText.of("J'ai été DEBITE hier deux  fois!")))
                .isTrue();
        assertThat(KeywordPhrase.of("paid no ticket").isIn(NormalizedText.of("no ticket, though I paid")))
                .isFalse();
        assertThat(KeywordPhrase.of("paid no ticket").isIn(NormalizedText.of("paid a b c d e f no ticket")))
                .isFalse();
        assertThat(KeywordPhrase.of("doesn't scan").isIn(NormalizedText.of("it doesn’t scan")))
                .isTrue();
        assertThat(KeywordPhrase.of("名前が間違").isIn(NormalizedText.of("チケットの名前が間違っています")))
                .isTrue();
        assertThat(KeywordPhrase.of("списали дважды").isIn(NormalizedText.of("Деньги СПИСАЛИ дважды")))
                .isTrue();
    }
}
