package dev.boxoffice.gateway.route;

import dev.boxoffice.gateway.trace.RequestTrace;
import dev.boxoffice.gateway.web.ClientAddressResolver;
import dev.boxoffice.platform.http.RequestId;
import dev.boxoffice.platform.http.TraceParent;
import java.util.List;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/// Tells a service who called, under which name, and which trace the call belongs to; what a client claimed is dropped.
@Component
class ForwardedHeadersFilter implements HttpHeadersFilter {

    private static final List<String> CLAIMED = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Proto",
            "X-Forwarded-Prefix",
            "X-Real-IP");

    private final ClientAddressResolver clients;

    ForwardedHeadersFilter(ClientAddressResolver clients) {
        this.clients = clients;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        RequestTrace trace = RequestTrace.of(exchange);
        HttpHeaders headers = new HttpHeaders();
        input.forEach(headers::put);
        CLAIMED.forEach(headers::remove);
        headers.set("X-Forwarded-For", clients.of(request).getHostAddress());
        headers.set("X-Forwarded-Proto", clients.scheme(request));
        String host = request.getHeaders().getFirst(HttpHeaders.HOST);
        if (host != null) {
            headers.set("X-Forwarded-Host", host);
        }
        headers.set(RequestId.HEADER, trace.requestId());
        headers.set(TraceParent.HEADER, trace.traceParent().value());
        return headers;
    }
}
