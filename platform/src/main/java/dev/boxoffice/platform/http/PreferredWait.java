package dev.boxoffice.platform.http;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long a caller would rather wait for the outcome than be answered at once: the preference `wait` of
/// [RFC 7240](https://www.rfc-editor.org/rfc/rfc7240#section-4.3), in seconds, as token or quoted, in any case of
/// letters, with white space around `=`. Of several the first counts (section 2).
public record PreferredWait(Duration duration) {
    private static final Pattern WAIT = Pattern.compile(
            "(?:^|,)\\s*wait\\s*=\\s*(?:\"(\\d{1,9})\"|(\\d{1,9}))\\s*(?=[,;]|$)", Pattern.CASE_INSENSITIVE);

    /// @param prefer the header's value, several joined by commas
    /// @param most longer waits are cut to it
    /// @return empty where no wait, or one of 0 seconds, is preferred
    public static Optional<PreferredWait> of(@Nullable String prefer, Duration most) {
        if (prefer == null) {
            return Optional.empty();
        }
        var wait = WAIT.matcher(prefer);
        if (!wait.find()) {
            return Optional.empty();
        }
        var seconds = Long.parseLong(wait.group(1) != null ? wait.group(1) : wait.group(2));
        return seconds == 0
                ? Optional.empty()
                : Optional.of(new PreferredWait(Duration.ofSeconds(Math.min(seconds, most.toSeconds()))));
    }

    /// The value of `Preference-Applied`.
    public String applied() {
        return "wait=" + duration.toSeconds();
    }
}
