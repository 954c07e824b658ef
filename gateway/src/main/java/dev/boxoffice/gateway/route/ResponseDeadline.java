package dev.boxoffice.gateway.route;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/// How long a request's response may take to begin.
@Component
class ResponseDeadline {

    /// Stands for no deadline at all.
    static final Duration NONE = Duration.ZERO;

    private static final Pattern WAIT = Pattern.compile("\\bwait=(\\d{1,4})\\b");

    private final UpstreamProperties properties;

    ResponseDeadline(UpstreamProperties properties) {
        this.properties = properties;
    }

    Duration of(ServerHttpRequest request, Upstream upstream) {
        PathContainer path = request.getPath().pathWithinApplication();
        if (Paths.isStream(path)) {
            return NONE;
        }
        Duration base = Paths.isSlow(path) ? properties.importTimeout() : properties.responseTimeout(upstream);
        String prefer = request.getHeaders().getFirst("Prefer");
        return prefer == null ? base : base.plus(wait(prefer));
    }

    /// What `Prefer: wait=N` ([RFC 7240](https://www.rfc-editor.org/rfc/rfc7240#section-4.3)) asks for, as far as we
    /// allow it.
    private Duration wait(String prefer) {
        Matcher wait = WAIT.matcher(prefer);
        if (!wait.find()) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Integer.parseInt(wait.group(1)));
        return asked.compareTo(properties.maxWait()) < 0 ? asked : properties.maxWait();
    }
}
