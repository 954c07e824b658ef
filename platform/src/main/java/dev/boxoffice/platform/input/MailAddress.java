package dev.boxoffice.platform.input;

import java.util.regex.Pattern;

/// What may be given as a mail address: one that mail can be sent to. What mail servers take (RFC 5321, 4.5.3.1),
/// without comments, quoted parts and addresses of hosts.
public final class MailAddress {

    private static final Pattern LOCAL =
            Pattern.compile("[^\\s\\p{Z}\\p{C}@<>\",;:()\\[\\]\\\\.]+(?:\\.[^\\s\\p{Z}\\p{C}@<>\",;:()\\[\\]\\\\.]+)*");

    private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{Nd}](?:[\\p{L}\\p{Nd}.-]*[\\p{L}\\p{Nd}])?");

    private static final int MAX_LOCAL = 64;
    private static final int MAX_DOMAIN = 185;

    private MailAddress() {}

    public static boolean isValid(String text) {
        var at = text.indexOf('@');
        if (at < 1 || at > MAX_LOCAL || text.length() - at - 1 > MAX_DOMAIN) {
            return false;
        }
        var domain = text.substring(at + 1);
        return LOCAL.matcher(text.substring(0, at)).matches()
                && DOMAIN.matcher(domain).matches()
                && domain.chars().noneMatch(part -> Character.isSurrogate((char) part))
                && !domain.contains("..");
    }
}
