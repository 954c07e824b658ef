package dev.boxoffice.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextNormalizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Beyoncé | beyonce",
                "MÖTLEY CRÜE | motley crue",
                "Straße | strasse",
                "Łódź | lodz",
                "Sigur Rós | sigur ros",
                "MØ | mo",
                "Þórr | thorr",
                "Simon & Garfunkel | simon and garfunkel",
                "Florence + The Machine | florence and the machine",
                "Guns N’ Roses | guns n roses",
                "Don't Stop | dont stop",
                "AC/DC | ac dc",
                "R.E.M. | rem",
                "N.W.A | nwa",
                "St. Pauli | st pauli",
                "A.ß | a ss",
                "A.SS | a ss",
                "P!nk | pink",
                "Wham! | wham",
                "Ke$ha | kesha",
                "A$AP Rocky | asap rocky",
                "Ｆｕｌｌ　Ｗｉｄｔｈ | full width",
                "Земфи́ра Ёлка | земфира елка",
                "ΣΊΣΥΦΟΣ | σισυφοσ",
                "İstanbul | istanbul",
                "ジャイアンツ | じゃいあんつ",
                "アイドル2026 | あいどる 2026",
                "방탄소년단 | 방탄소년단",
                "ﬁne | fine",
            })
    void what_people_mean_as_one_word_is_written_as_one(String text, String folded) {
        assertThat(TextNormalizer.key(text)).isEqualTo(folded);
    }

    @Test
    void scripts_without_spaces_are_looked_for_by_pairs_and_indexed_by_letters_too() {
        assertThat(TextNormalizer.queryWords("東京ドーム")).containsExactly("東京", "京ど", "どー", "ーむ");
        assertThat(TextNormalizer.indexWords("東京")).containsExactly("東京", "東", "京");
        assertThat(TextNormalizer.queryWords("東")).containsExactly("東");
    }

    @Test
    void voicing_marks_make_different_letters() {
        assertThat(TextNormalizer.key("がか")).isEqualTo("がか");
        assertThat(TextNormalizer.key("ガカ")).isEqualTo("がか");
    }

    @Test
    void signs_alone_are_no_words() {
        assertThat(TextNormalizer.queryWords("!!! ??? --")).isEmpty();
    }

    @Property
    boolean folding_what_is_folded_changes_nothing(@ForAll String text) {
        var key = TextNormalizer.key(text);
        return TextNormalizer.key(key).equals(key);
    }

    @Property
    boolean case_never_matters(@ForAll("names") String text) {
        return TextNormalizer.key(text.toUpperCase(java.util.Locale.ROOT))
                .equals(TextNormalizer.key(text.toLowerCase(java.util.Locale.ROOT)));
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> names() {
        return net.jqwik.api.Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("äöüéèçñøłåßžščřő &'.-+/0123456789бжзиё")
                .ofMaxLength(40);
    }

    @Property
    boolean words_hold_nothing_the_analyser_would_split(@ForAll String text) {
        return TextNormalizer.indexWords(text).stream()
                .noneMatch(word -> word.isBlank() || word.chars().anyMatch(Character::isWhitespace));
    }

    @Property
    boolean every_word_looked_for_is_a_word_indexed(@ForAll String text) {
        return TextNormalizer.indexWords(text).containsAll(TextNormalizer.queryWords(text));
    }

    @Test
    void names_are_known_by_others() {
        var aliases = AliasDictionary.load();
        assertThat(aliases.otherNames("Beyoncé")).contains("queen bey");
        assertThat(aliases.otherNames("Red Hot Chili Peppers")).contains("rhcp");
        assertThat(aliases.otherNames("The Killers")).contains("killers", "thekillers");
        assertThat(aliases.otherNames("Мумий Тролль")).contains("mumii troll");
        assertThat(aliases.otherWords("50 Cent")).contains("fifty");
        assertThat(aliases.beginnings("Lady Gaga")).startsWith("lady gaga", "gaga");
        assertThat(aliases.beginnings("!!!")).isEqualTo(List.of("!!!"));
    }
}
