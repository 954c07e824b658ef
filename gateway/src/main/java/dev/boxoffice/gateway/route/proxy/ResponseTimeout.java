package dev.boxoffice.gateway.route.proxy;

import dev.boxoffice.gateway.route.RouteTable;
import dev.boxoffice.gateway.route.Upstream;
import dev.boxoffice.gateway.route.service.UpstreamProperties;
import dev.boxoffice.platform.http.PreferredWait;
import java.time.Duration;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/// How long a request's response may take to begin.
@Component
class ResponseTimeout {

    /// Stands for no timeout at all.
    static final Duration NONE = Duration.ZERO;

    private final UpstreamProperties properties;

    ResponseTimeout(UpstreamProperties properties) {
        this.properties = properties;
    }

    Duration of(ServerHttpRequest request, Upstream upstream) {
        PathContainer path = request.getPath().pathWithinApplication();
        if (RouteTable.isStream(path)) {
            return NONE;
        }
        Duration base = RouteTable.isSlow(path) ? properties.importTimeout() : properties.responseTimeout(upstream);
        String prefer = String.join(",", request.getHeaders().getOrEmpty("Prefer"));
        return PreferredWait.of(prefer, properties.maxWait())
                .map(wait -> base.plus(wait.duration()))
                .orElse(base);
    }
}
