package dev.boxoffice.gateway.web;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/// Who has signed in for a request.
public final class RequestCaller {

    private static final String ATTRIBUTE = RequestCaller.class.getName();

    private RequestCaller() {}

    /// The caller's name at the issuer; null where nobody has signed in.
    public static @Nullable String of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    public static void remember(ServerWebExchange exchange, String subject) {
        exchange.getAttributes().put(ATTRIBUTE, subject);
    }
}
