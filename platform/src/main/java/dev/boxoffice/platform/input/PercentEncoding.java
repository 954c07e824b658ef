package dev.boxoffice.platform.input;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The percent encodings of an address ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2.1)).
public final class PercentEncoding {
    private PercentEncoding() {}

    /// Whether all of them are well-formed and say UTF-8 text.
    public static boolean isUtf8(@Nullable String encoded) {
        if (encoded == null || encoded.indexOf('%') < 0) {
            return true;
        }
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (var at = 0; at < encoded.length(); at++) {
            var character = encoded.charAt(at);
            if (character != '%') {
                bytes.write(character < 0x80 ? character : '?');
                continue;
            }
            var octet = octet(encoded, at);
            if (octet < 0) {
                return false;
            }
            bytes.write(octet);
            at += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    /// The same path with letters, digits, `-`, `_` and `~` written as themselves, so that nobody who compares it sees
    /// another one. Dots stay as they are: `%2e%2e` is refused, not understood.
    public static String canonical(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        var canonical = new StringBuilder(path.length());
        for (var at = 0; at < path.length(); at++) {
            var octet = path.charAt(at) == '%' ? octet(path, at) : -1;
            if (isPlain(octet)) {
                canonical.append((char) octet);
                at += 2;
            } else {
                canonical.append(path.charAt(at));
            }
        }
        return canonical.toString();
    }

    private static boolean isPlain(int octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '-'
                || octet == '_'
                || octet == '~';
    }

    /// -1 where there is none.
    private static int octet(String text, int at) {
        var high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        var low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
