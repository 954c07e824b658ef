package dev.boxoffice.search.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One spelling for what people mean as the same word: no accents, no case, no punctuation, `&` read as *and*.
///
/// Done here for the index and for the query alike, because a plain Elasticsearch core has no folding filter; its
/// analyser only splits at the spaces this class leaves.
public final class TextNormalizer {

    /// Marks that only decorate a letter. Kana's voicing marks are not among them: か and が are different letters.
    private static final Pattern DECORATION =
            Pattern.compile("[\\u0300-\\u036F\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF\\u20D0-\\u20FF\\uFE20-\\uFE2F"
                    + "\\u0591-\\u05C7\\u0610-\\u061A\\u064B-\\u065F\\u0670]");
    private static final Pattern APOSTROPHES = Pattern.compile("['’‘ʼʻ`´＇]");
    private static final Pattern ABBREVIATION_DOT =
            Pattern.compile("(?<=(?<!\\p{L})\\p{L})\\.(?=\\p{L}(?!\\p{L})|\\s|$)");
    private static final Pattern DOLLAR_AS_S = Pattern.compile("(?<=\\p{L})\\$|\\$(?=\\p{L})");
    private static final Pattern BANG_AS_I = Pattern.compile("(?<=\\p{L})!(?=\\p{L})");
    private static final Pattern AND_SIGN = Pattern.compile("[&+＆＋]");

    private TextNormalizer() {}

    /// The words of a text in order; a run of Chinese, Japanese or Thai letters is one word here.
    public static List<String> plainWords(String text) {
        var letters = spell(text);
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var inSpaceless = false;
        for (int i = 0; i < letters.length(); ) {
            var letter = letters.codePointAt(i);
            i += Character.charCount(letter);
            if (!Character.isLetterOrDigit(letter)
                    && Character.getType(letter) != Character.NON_SPACING_MARK
                    && Character.getType(letter) != Character.COMBINING_SPACING_MARK) {
                finish(word, words);
                continue;
            }
            var spaceless = Transliterator.writtenWithoutSpaces(letter);
            if (spaceless != inSpaceless) {
                finish(word, words);
                inSpaceless = spaceless;
            }
            word.appendCodePoint(letter);
        }
        finish(word, words);
        return words;
    }

    private static String spell(String text) {
        var decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        var plain = Normalizer.normalize(DECORATION.matcher(decomposed).replaceAll(""), Normalizer.Form.NFC);
        var lower = plain.toLowerCase(Locale.ROOT);
        var letters = Transliterator.plainLetters(lower); // before letters are counted: ß is two, as its capital is
        var unquoted = APOSTROPHES.matcher(letters).replaceAll("");
        var undotted = ABBREVIATION_DOT.matcher(unquoted).replaceAll("");
        var spelt =
                BANG_AS_I.matcher(DOLLAR_AS_S.matcher(undotted).replaceAll("s")).replaceAll("i");
        return AND_SIGN.matcher(spelt).replaceAll(" and ");
    }

    private static void finish(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /// The words to index: for scripts without spaces every pair of neighbours, and every letter.
    public static List<String> indexWords(String text) {
        var words = new ArrayList<String>();
        for (var word : plainWords(text)) {
            addPairs(word, words);
            if (isSpaceless(word) && word.codePointCount(0, word.length()) > 1) {
                word.codePoints().mapToObj(Character::toString).forEach(words::add);
            }
        }
        return words;
    }

    /// The words to look for: for scripts without spaces every pair of neighbours, or the one letter there is.
    public static List<String> queryWords(String text) {
        var words = new ArrayList<String>();
        plainWords(text).forEach(word -> addPairs(word, words));
        return words;
    }

    private static void addPairs(String word, List<String> words) {
        var letters = word.codePoints().toArray();
        if (letters.length < 2 || !isSpaceless(word)) {
            words.add(word);
            return;
        }
        for (int i = 0; i + 1 < letters.length; i++) {
            words.add(new String(letters, i, 2));
        }
    }

    private static boolean isSpaceless(String word) {
        return Transliterator.writtenWithoutSpaces(word.codePointAt(0));
    }

    /// A whole name for comparison: its words with single spaces.
    public static String key(String text) {
        return String.join(" ", plainWords(text));
    }
}
