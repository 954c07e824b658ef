package dev.boxoffice.platform.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a request stands in its trace, as [W3C Trace Context](https://www.w3.org/TR/trace-context/) writes it.
///
/// @param value of the header `traceparent`, in version 00
public record TraceParent(String value) {
    public static final String HEADER = "traceparent";

    private static final int LENGTH = 55;

    /// Of later versions what version 00 knows is read (section 3.2.4); all-zero ids are invalid.
    private static final Pattern FORMAT =
            Pattern.compile("(?!ff)[0-9a-f]{2}(-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2})(?:-.*)?");

    /// What the caller sent where it is well-formed, else the beginning of a new trace: so no caller writes into our
    /// logs.
    public static TraceParent of(@Nullable String sent) {
        if (sent != null) {
            var format = FORMAT.matcher(sent);
            if (format.matches() && !(sent.startsWith("00") && sent.length() > LENGTH)) {
                return new TraceParent("00" + format.group(1));
            }
        }
        var hex = HexFormat.of();
        return new TraceParent("00-" + hex.toHexDigits(random()) + hex.toHexDigits(random()) + "-"
                + hex.toHexDigits(random()) + "-01");
    }

    /// 32 hexadecimal digits.
    public String traceId() {
        return value.substring(3, 35);
    }

    /// Never zero: an all-zero trace or span id is invalid.
    private static long random() {
        return ThreadLocalRandom.current().nextLong() | 1L;
    }
}
