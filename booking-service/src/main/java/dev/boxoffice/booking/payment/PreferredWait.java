package dev.boxoffice.booking.payment;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long a caller would rather wait for the outcome than be answered at once: `Prefer: wait=N` (RFC 7240).
record PreferredWait(int seconds) {

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,5})\"?\\s*(?:[,;]|$)");

    static PreferredWait of(@Nullable String prefer, Duration most) {
        if (prefer == null) {
            return new PreferredWait(0);
        }
        var wait = WAIT.matcher(prefer);
        return new PreferredWait(wait.find() ? (int) Math.min(Integer.parseInt(wait.group(1)), most.toSeconds()) : 0);
    }

    boolean isAsked() {
        return seconds > 0;
    }

    Duration duration() {
        return Duration.ofSeconds(seconds);
    }

    String applied() {
        return "wait=" + seconds;
    }
}
