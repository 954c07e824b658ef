package dev.boxoffice.support.inbound.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// Which files are kept: pictures, PDF and plain text, by their first bytes; what a mail calls them is a claim.
final class SafeFile {

    private static final int MAX_NAME = 120;

    private SafeFile() {}

    static Optional<String> mediaType(byte[] content, String claimed) {
        var head = HexFormat.of().formatHex(content, 0, Math.min(content.length, 12));
        if (head.startsWith("89504e470d0a1a0a")) {
            return Optional.of("image/png");
        }
        if (head.startsWith("ffd8ff")) {
            return Optional.of("image/jpeg");
        }
        if (head.startsWith("474946383761") || head.startsWith("474946383961")) {
            return Optional.of("image/gif");
        }
        if (head.startsWith("52494646") && head.endsWith("57454250")) {
            return Optional.of("image/webp");
        }
        if (head.startsWith("255044462d")) {
            return Optional.of("application/pdf");
        }
        return claimed.toLowerCase(Locale.ROOT).startsWith("text/plain") && isText(content)
                ? Optional.of("text/plain")
                : Optional.empty();
    }

    private static boolean isText(byte[] content) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return text.chars().noneMatch(one -> one < ' ' && one != '\n' && one != '\r' && one != '\t');
        } catch (CharacterCodingException binary) {
            return false;
        }
    }

    /// A name without a path, and without what ends a header.
    static String name(String given) {
        var name = given.replaceAll("[\\p{Cntrl}\"\\\\/:*?<>|;]", "_").strip();
        var bounded = name.substring(Math.max(0, name.length() - MAX_NAME));
        return bounded.isBlank() || bounded.matches("\\.+") ? "file" : bounded;
    }
}
