package dev.boxoffice.platform.logging;

import java.util.regex.Pattern;

/// What must not be read in a log: who someone is, and what opens a door.
public final class PersonalDataRedactor {

    private static final Pattern MAIL = Pattern.compile("[\\w.+-]{1,64}@([\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8})");
    private static final Pattern TOKEN =
            Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)?");
    private static final Pattern SECRET = Pattern.compile(
            "\\b(?:sk|rk|whsec)_(?:test_|live_)?[A-Za-z0-9]{8,}|\\bpi_[A-Za-z0-9]+_secret_[A-Za-z0-9]+");
    private static final Pattern CARD = Pattern.compile("(?<![\\w-])\\d(?:[ -]?\\d){12,18}(?![\\w-])");

    private PersonalDataRedactor() {}

    /// `a***@e***`: an address for those who may know that there is one, and not which.
    public static String mailAddress(String address) {
        var at = address.indexOf('@');
        return at <= 0 || at == address.length() - 1
                ? "***"
                : address.charAt(0) + "***@" + address.charAt(at + 1) + "***";
    }

    /// The text with mail addresses (but for their domain), tokens, keys and card numbers blotted out.
    public static String redact(String text) {
        if (text.length() < 8) {
            return text;
        }
        var rest = text.indexOf('@') < 0 ? text : MAIL.matcher(text).replaceAll("***@$1");
        rest = rest.contains("eyJ") ? TOKEN.matcher(rest).replaceAll("[token]") : rest;
        rest = rest.indexOf('_') < 0 ? rest : SECRET.matcher(rest).replaceAll("[secret]");
        return CARD.matcher(rest).replaceAll(digits -> isCardNumber(digits.group()) ? "[card]" : digits.group());
    }

    /// Luhn's check, which an epoch or an amount of the same length passes one time in ten, and a card always.
    private static boolean isCardNumber(String digits) {
        var sum = 0;
        var twice = false;
        for (var i = digits.length() - 1; i >= 0; i--) {
            var digit = Character.digit(digits.charAt(i), 10);
            if (digit >= 0) {
                var value = twice ? digit * 2 : digit;
                sum += value > 9 ? value - 9 : value;
                twice = !twice;
            }
        }
        return sum % 10 == 0;
    }
}
