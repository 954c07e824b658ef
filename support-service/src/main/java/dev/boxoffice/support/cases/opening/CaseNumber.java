package dev.boxoffice.support.cases.opening;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What people call a case by: `BO-4F21C-90ADE`. Forty random bits, so that only whoever was told it knows it.
public final class CaseNumber {

    private static final Pattern FORM =
            Pattern.compile("\\bBO-([0-9A-F]{5})-([0-9A-F]{5})\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern BRACKETED =
            Pattern.compile("\\[" + FORM.pattern() + "\\] ?", Pattern.CASE_INSENSITIVE);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 5;
    private static final int HALF = 5;

    private CaseNumber() {}

    public static String next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        var digits = HexFormat.of().withUpperCase().formatHex(bytes);
        return "BO-" + digits.substring(0, HALF) + "-" + digits.substring(HALF);
    }

    /// A line without the numbers that mails put before it.
    public static String without(String text) {
        return BRACKETED.matcher(text).replaceAll("").strip();
    }

    /// The first number somebody wrote in a line.
    public static Optional<String> in(String text) {
        var found = FORM.matcher(text);
        return found.find() ? Optional.of(found.group().toUpperCase(Locale.ROOT)) : Optional.empty();
    }
}
