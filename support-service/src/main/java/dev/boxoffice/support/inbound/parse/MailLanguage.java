package dev.boxoffice.support.inbound.parse;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The language a mail is written in, by what it says of itself or by its small words, and the hours of whoever
/// wrote it, by the offset of its date.
final class MailLanguage {

    private static final Map<String, Set<String>> SMALL_WORDS = Map.of(
            "en", Set.of("the", "and", "i", "my", "is", "have", "not", "for", "was", "you", "with", "this", "please"),
            "de",
                    Set.of(
                            "der", "die", "das", "und", "ich", "ist", "nicht", "meine", "habe", "mit", "für", "bitte",
                            "wurde"),
            "fr", Set.of("le", "la", "les", "et", "je", "est", "pas", "mes", "pour", "avec", "vous", "une", "merci"),
            "es", Set.of("el", "los", "y", "mi", "no", "mis", "por", "con", "para", "una", "pero", "gracias", "que"),
            "it", Set.of("il", "che", "non", "mio", "per", "sono", "ho", "una", "della", "grazie", "gli", "mi"),
            "nl", Set.of("het", "een", "en", "ik", "niet", "mijn", "voor", "met", "van", "heb", "zijn", "graag"));
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}");
    private static final Pattern OFFSET = Pattern.compile("([+-])(0\\d|1[0-4])([0-5]\\d)\\b");
    private static final int WORDS_LOOKED_AT = 300;
    private static final int ENOUGH = 2;

    private MailLanguage() {}

    static @Nullable String of(@Nullable String header, String text) {
        if (header != null) {
            var tag = header.split(",", 2)[0].strip();
            if (TAG.matcher(tag).matches()) {
                return Locale.forLanguageTag(tag).toLanguageTag();
            }
        }
        var start = text.substring(0, Math.min(text.length(), WORDS_LOOKED_AT * 10));
        var words = Arrays.stream(start.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .limit(WORDS_LOOKED_AT)
                .toList();
        String best = null;
        var most = ENOUGH - 1L;
        for (var language : SMALL_WORDS.entrySet()) {
            var found = words.stream().filter(language.getValue()::contains).count();
            if (found > most) {
                most = found;
                best = language.getKey();
            }
        }
        return best;
    }

    static @Nullable String zone(@Nullable String date) {
        if (date == null || date.length() > 100) {
            return null;
        }
        var found = OFFSET.matcher(date);
        return found.find() ? found.group(1) + found.group(2) + ":" + found.group(3) : null;
    }
}
