package dev.boxoffice.support.triage.concept;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A text as folded words, each with the number of the clause it stands in: case and accents make no difference, and
/// what French and Italian write before an apostrophe is a word of its own.
///
/// @param clauses for each word, which clause it is in; punctuation ends one
public record ClauseText(List<String> words, List<Integer> clauses) {
    /// Longer texts are read this far: nobody's complaint begins later.
    private static final int MOST_WORDS = 600;

    private static final Pattern ELISION = Pattern.compile(
            "\\b(l|d|n|j|m|t|s|c|qu|dell|all|nell|sull|dall|un|quest|dov|cos)['’ʼ`]", Pattern.CASE_INSENSITIVE);
    private static final Pattern APOSTROPHES = Pattern.compile("['’ʼ`]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern CLAUSE_END =
            Pattern.compile("[.,;:!?¿¡\\n\\r()–—]+(?=\\s|$|[¿¡])|[¿¡\\n\\r]+|\\s[-–—]\\s");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    public static ClauseText of(String text) {
        var words = new ArrayList<String>();
        var clauses = new ArrayList<Integer>();
        var number = 0;
        for (var clause : CLAUSE_END.split(text)) {
            for (var word : BETWEEN_WORDS.split(folded(clause))) {
                if (!word.isEmpty() && words.size() < MOST_WORDS) {
                    words.add(word);
                    clauses.add(number);
                }
            }
            number++;
        }
        return new ClauseText(List.copyOf(words), List.copyOf(clauses));
    }

    static String folded(String text) {
        var apart = ELISION.matcher(text).replaceAll("$1 ");
        var joined = APOSTROPHES.matcher(apart).replaceAll("");
        var lower = Normalizer.normalize(joined, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        return MARKS.matcher(lower).replaceAll("").replace("ß", "ss").replace("ł", "l");
    }

    int size() {
        return words.size();
    }

    boolean sameClause(int one, int other) {
        return clauses.get(one).equals(clauses.get(other));
    }
}
