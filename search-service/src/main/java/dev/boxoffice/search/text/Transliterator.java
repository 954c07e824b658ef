package dev.boxoffice.search.text;

import java.lang.Character.UnicodeScript;
import java.util.Map;

/// What [TextNormalizer] must know of letters that Unicode's decompositions leave alone.
final class Transliterator {

    /// Letters people type without their stroke or as two letters.
    private static final Map<Integer, String> LATIN = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'ŋ', "n"),
            Map.entry((int) 'ŧ', "t"),
            Map.entry((int) 'ə', "e"),
            Map.entry((int) 'ς', "σ"));

    private static final Map<Integer, String> CYRILLIC_IN_LATIN = Map.ofEntries(
            Map.entry((int) 'а', "a"),
            Map.entry((int) 'б', "b"),
            Map.entry((int) 'в', "v"),
            Map.entry((int) 'г', "g"),
            Map.entry((int) 'д', "d"),
            Map.entry((int) 'е', "e"),
            Map.entry((int) 'ж', "zh"),
            Map.entry((int) 'з', "z"),
            Map.entry((int) 'и', "i"),
            Map.entry((int) 'к', "k"),
            Map.entry((int) 'л', "l"),
            Map.entry((int) 'м', "m"),
            Map.entry((int) 'н', "n"),
            Map.entry((int) 'о', "o"),
            Map.entry((int) 'п', "p"),
            Map.entry((int) 'р', "r"),
            Map.entry((int) 'с', "s"),
            Map.entry((int) 'т', "t"),
            Map.entry((int) 'у', "u"),
            Map.entry((int) 'ф', "f"),
            Map.entry((int) 'х', "kh"),
            Map.entry((int) 'ц', "ts"),
            Map.entry((int) 'ч', "ch"),
            Map.entry((int) 'ш', "sh"),
            Map.entry((int) 'щ', "shch"),
            Map.entry((int) 'ъ', ""),
            Map.entry((int) 'ы', "y"),
            Map.entry((int) 'ь', ""),
            Map.entry((int) 'э', "e"),
            Map.entry((int) 'ю', "yu"),
            Map.entry((int) 'я', "ya"),
            Map.entry((int) 'і', "i"),
            Map.entry((int) 'є', "ye"),
            Map.entry((int) 'ґ', "g"),
            Map.entry((int) 'ђ', "dj"),
            Map.entry((int) 'ј', "j"),
            Map.entry((int) 'љ', "lj"),
            Map.entry((int) 'њ', "nj"),
            Map.entry((int) 'ћ', "c"),
            Map.entry((int) 'џ', "dz"));

    private static final int KATAKANA_TO_HIRAGANA = 'ア' - 'あ';

    private Transliterator() {}

    static boolean writtenWithoutSpaces(int letter) {
        if (letter < 0x0E00) {
            return false;
        }
        return switch (UnicodeScript.of(letter)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            case COMMON -> letter == 'ー'; // the long-vowel sign belongs to kana but is common to both
            default -> false;
        };
    }

    static String plainLetters(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> {
            var replacement = LATIN.get(letter);
            if (replacement != null) {
                plain.append(replacement);
            } else if (letter >= 'ァ' && letter <= 'ヶ') {
                plain.appendCodePoint(letter - KATAKANA_TO_HIRAGANA);
            } else {
                plain.appendCodePoint(letter);
            }
        });
        return plain.toString();
    }

    /// How somebody without a Cyrillic keyboard types a Cyrillic word; other words come back as they are.
    static String inLatin(String word) {
        var latin = new StringBuilder(word.length() + 4);
        word.codePoints().forEach(letter -> {
            var replacement = CYRILLIC_IN_LATIN.get(letter);
            if (replacement == null) {
                latin.appendCodePoint(letter);
            } else {
                latin.append(replacement);
            }
        });
        return latin.toString();
    }
}
