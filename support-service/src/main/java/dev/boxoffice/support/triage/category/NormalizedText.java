package dev.boxoffice.support.triage.category;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A text as a list of folded words: case, accents and punctuation make no difference, in any script.
///
/// @param list the words in order
/// @param joined the same without spaces, for scripts that use none
public record NormalizedText(List<String> list, String joined) {

    private static final Pattern APOSTROPHES = Pattern.compile("['’ʼ`]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_]+");

    public static NormalizedText of(String text) {
        var folded = APOSTROPHES.matcher(text).replaceAll("");
        folded = Normalizer.normalize(folded, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        folded = MARKS.matcher(folded).replaceAll("").replace("ß", "ss").replace("ł", "l");
        var words = Arrays.stream(BETWEEN_WORDS.split(folded))
                .filter(word -> !word.isEmpty())
                .toList();
        return new NormalizedText(words, String.join("", words));
    }
}
