package dev.boxoffice.gateway.route;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/// Where a request goes that is only passed on, and whether somebody must have signed in for it.
public record Route(Upstream upstream, boolean needsCaller) {

    private static final String ATTRIBUTE = Route.class.getName();

    /// Null for what the gateway answers itself, if only with a 404.
    public static @Nullable Route of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    void remember(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }
}
