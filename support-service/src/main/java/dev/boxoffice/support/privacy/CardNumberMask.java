package dev.boxoffice.support.privacy;

import java.util.regex.Pattern;

/// Takes card numbers out of what people write, before it is kept or mailed: 13 to 19 digits, perhaps in groups, that
/// begin as an issuer's do and whose last digit is right (ISO/IEC 7812).
public final class CardNumberMask {
    public static final String REMOVED = "[card number removed]";

    private static final Pattern DIGITS =
            Pattern.compile("(?<![0-9A-Za-z-])[2-6](?:[ .-]?[0-9]){12,18}(?![0-9A-Za-z])");

    private CardNumberMask() {}

    public static String removedFrom(String text) {
        return DIGITS.matcher(text).replaceAll(found -> isCardNumber(found.group()) ? REMOVED : found.group());
    }

    private static boolean isCardNumber(String written) {
        var sum = 0;
        var twice = false;
        for (var i = written.length() - 1; i >= 0; i--) {
            var digit = Character.digit(written.charAt(i), 10);
            if (digit >= 0) {
                var counted = twice ? digit * 2 : digit;
                sum += counted > 9 ? counted - 9 : counted;
                twice = !twice;
            }
        }
        return sum % 10 == 0;
    }
}
