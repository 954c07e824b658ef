package dev.boxoffice.platform.http;

import dev.boxoffice.platform.id.TimeOrderedId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The id that names a request in answers and logs, and the trace it belongs to (W3C Trace Context).
public final class RequestId {
    public static final String HEADER = "X-Request-Id";
    public static final String TRACEPARENT = "traceparent";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~:-]{1,128}");
    private static final Pattern PARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final String NO_TRACE = "0".repeat(32);

    private RequestId() {}

    /// What the caller sent where it is plain, else a new one.
    public static String of(@Nullable String sent) {
        return sent != null && PLAIN.matcher(sent).matches()
                ? sent
                : TimeOrderedId.next().toString();
    }

    /// The trace id (32 hexadecimal digits) of a `traceparent`, else a new one.
    public static String traceIdOf(@Nullable String traceparent) {
        if (traceparent != null) {
            var parent = PARENT.matcher(traceparent);
            if (parent.matches() && !parent.group(1).equals(NO_TRACE)) {
                return parent.group(1);
            }
        }
        return TimeOrderedId.next().toString().replace("-", "");
    }
}
