package dev.boxoffice.support.cases.view;

import dev.boxoffice.platform.logging.PersonalDataRedactor;
import dev.boxoffice.support.privacy.CardNumberMask;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes names, mail addresses, phone and card numbers out of what a contractor sees.
public final class PersonalDataMask {

    private static final Pattern MAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+");
    /// Eight digits and more, as people write them: `+49 170 123 45 67`.
    private static final Pattern PHONE =
            Pattern.compile("(?<![\\p{L}\\p{N}-])[+(]?[0-9](?:[ ()/.-]{0,2}[0-9]){7,14}(?![\\p{L}\\p{N}])");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int SHORTEST_NAME_PART = 3;

    private PersonalDataMask() {}

    /// `a***@e***`.
    public static @Nullable String mail(@Nullable String address) {
        return address == null ? null : PersonalDataRedactor.mailAddress(address);
    }

    /// `A*** B***`.
    public static @Nullable String name(@Nullable String name) {
        return name == null
                ? null
                : WORD.matcher(name).replaceAll(match -> match.group().charAt(0) + "***");
    }

    /// Free text with its mail addresses, and every part of the reporter's name, made unreadable.
    public static String text(String text, @Nullable String reporterName) {
        var withoutMail = MAIL.matcher(text).replaceAll(match -> String.valueOf(mail(match.group())));
        var masked = PHONE.matcher(CardNumberMask.removedFrom(withoutMail)).replaceAll("***");
        if (reporterName == null) {
            return masked;
        }
        for (var part : reporterName.split("[^\\p{L}\\p{N}]+")) {
            if (part.length() >= SHORTEST_NAME_PART) {
                masked = Pattern.compile(Pattern.quote(part), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(masked)
                        .replaceAll(part.charAt(0) + "***");
            }
        }
        return masked;
    }
}
