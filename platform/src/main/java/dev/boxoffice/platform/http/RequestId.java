package dev.boxoffice.platform.http;

import dev.boxoffice.platform.id.TimeOrderedId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The id that names a request in answers and logs.
public final class RequestId {
    public static final String HEADER = "X-Request-Id";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~:-]{1,128}");

    private RequestId() {}

    /// What the caller sent where it is plain, else a new one.
    public static String of(@Nullable String sent) {
        return sent != null && PLAIN.matcher(sent).matches()
                ? sent
                : TimeOrderedId.next().toString();
    }
}
