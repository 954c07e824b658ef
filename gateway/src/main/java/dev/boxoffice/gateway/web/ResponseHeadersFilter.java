package dev.boxoffice.gateway.web;

import dev.boxoffice.gateway.trace.RequestTrace;
import dev.boxoffice.platform.http.RequestId;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Gives every response, errors included, its request id and the headers that keep browsers on the safe side.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ResponseHeadersFilter implements WebFilter {

    private static final String NO_PAGE = "default-src 'none'; frame-ancestors 'none'";
    private static final String PAGE =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final ClientAddressResolver clients;
    private final ConnectionDrain drain;

    ResponseHeadersFilter(ClientAddressResolver clients, ConnectionDrain drain) {
        this.clients = clients;
        this.drain = drain;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        RequestTrace trace = RequestTrace.of(exchange);
        exchange.getResponse().beforeCommit(() -> {
            add(exchange, trace);
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    private void add(ServerWebExchange exchange, RequestTrace trace) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(RequestId.HEADER, trace.requestId());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.putIfAbsent("Permissions-Policy", List.of("camera=(), geolocation=(), microphone=(), payment=(self)"));
        headers.set("X-Frame-Options", "DENY");
        // Whoever serves a page of its own knows what that page needs.
        if (!headers.containsHeader("Content-Security-Policy")) {
            headers.set("Content-Security-Policy", isPage(headers) ? PAGE : NO_PAGE);
        }
        if (clients.isSecure(exchange.getRequest())) {
            headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        if (drain.hasBegun()) {
            headers.set(HttpHeaders.CONNECTION, "close");
        }
        headers.remove("Server");
        headers.remove("X-Powered-By");
    }

    private static boolean isPage(HttpHeaders headers) {
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith(MediaType.TEXT_HTML_VALUE);
    }
}
