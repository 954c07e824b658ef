package dev.boxoffice.support.triage.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConceptPatternTest {

    private static final ConceptSet CONCEPTS = new ConceptSet(List.of(
            new Concept(Concept.NOT, List.of("not", "never", "kein", "no")),
            new Concept(Concept.NEVER_ANY, List.of("nicht", "nothing", "pas")),
            new Concept(Concept.AND, List.of("and", "und")),
            new Concept(Concept.WHAT_IF, List.of("what if")),
            new Concept("CHARGE", List.of("charged", "*abbuchung*", "debited")),
            new Concept("TWICE", List.of("twice", "doppel*")),
            new Concept("RECEIVE", List.of("receive*", "erhalten")),
            new Concept("LET_IN", List.of("let in", "lasst rein"))));

    private static boolean says(String pattern, String text) {
        return ConceptPattern.read(pattern).isIn(CONCEPTS.read(ClauseText.of(text)));
    }

    /// S2: concepts in any order, with inflections, compounds and typos.
    @Test
    void concepts_are_found_in_any_order_inflected_compounded_and_misspelt() {
        assertThat(says("CHARGE TWICE", "Charged TWICE")).isTrue();
        assertThat(says("CHARGE TWICE", "twice my card was debited")).isTrue();
        assertThat(says("CHARGE TWICE", "eine Doppelte Kartenabbuchung")).isTrue();
        assertThat(says("CHARGE TWICE", "twice my card was debitted")).isTrue();
        assertThat(says("CHARGE TWICE", "charged once")).isFalse();
    }

    /// S1: "I was not charged twice, everything is fine, thanks" is no complaint.
    @Test
    void what_is_denied_is_not_said() {
        assertThat(says("CHARGE TWICE", "I was not charged twice, everything is fine, thanks"))
                .isFalse();
        assertThat(says("CHARGE", "I paid nothing and they charged")).isTrue();
        assertThat(says("-RECEIVE", "ich habe die Karten nicht erhalten")).isTrue();
        assertThat(says("-RECEIVE", "I received them")).isFalse();
        assertThat(says("-LET_IN", "man lässt uns nicht rein")).isTrue();
        assertThat(says("~RECEIVE !TWICE", "received twice")).isFalse();
        assertThat(says("CHARGE", "what if I am charged")).isFalse();
    }

    @Test
    void what_cannot_be_read_is_refused() {
        assertThatThrownBy(() -> ConceptPattern.read("charge")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConceptPattern.read("!CHARGE")).isInstanceOf(IllegalArgumentException.class);
    }
}
