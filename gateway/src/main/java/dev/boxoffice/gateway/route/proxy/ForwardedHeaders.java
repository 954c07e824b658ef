package dev.boxoffice.gateway.route.proxy;

import dev.boxoffice.gateway.trace.RequestTrace;
import dev.boxoffice.gateway.web.ClientAddressResolver;
import dev.boxoffice.platform.http.RequestId;
import dev.boxoffice.platform.http.TraceParent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/// The headers of a request that is passed on: what the client said, and who called, under which name, and which trace
/// the call belongs to; what a client claimed of these is dropped.
@Component
class ForwardedHeaders {

    /// The client's connection ends here (RFC 9110, 7.6.1), and what it says of itself we say better.
    private static final Set<String> DROPPED = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "proxy-authenticate",
            "proxy-authorization",
            "expect",
            "host",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto",
            "x-forwarded-prefix",
            "x-real-ip");

    private final ClientAddressResolver clients;

    ForwardedHeaders(ClientAddressResolver clients) {
        this.clients = clients;
    }

    static boolean isOfConnection(String name) {
        return name.equalsIgnoreCase("connection")
                || name.equalsIgnoreCase("keep-alive")
                || name.equalsIgnoreCase("te")
                || name.equalsIgnoreCase("trailer")
                || name.equalsIgnoreCase("transfer-encoding")
                || name.equalsIgnoreCase("upgrade")
                || name.equalsIgnoreCase("proxy-authenticate")
                || name.equalsIgnoreCase("proxy-authorization");
    }

    void write(ServerHttpRequest request, RequestTrace trace, HttpHeaders headers) {
        request.getHeaders().forEach((name, values) -> {
            if (!DROPPED.contains(name.toLowerCase(Locale.ROOT))) {
                headers.set(name, values);
            }
        });
        headers.set("X-Forwarded-For", clients.of(request).getHostAddress());
        headers.set("X-Forwarded-Proto", clients.scheme(request));
        String host = request.getHeaders().getFirst(HttpHeaderNames.HOST.toString());
        if (host != null) {
            headers.set("X-Forwarded-Host", host);
        }
        headers.set(RequestId.HEADER, trace.requestId());
        headers.set(TraceParent.HEADER, trace.traceParent().value());
    }
}
