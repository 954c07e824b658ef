package dev.boxoffice.gateway.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/// What identifies a request in logs and in other processes: its own id, and the W3C trace it belongs to.
///
/// An id or a `traceparent` that a client sends is taken over when it is well-formed
/// ([Trace Context](https://www.w3.org/TR/trace-context/)); anything else is replaced, so that no client writes into
/// our logs.
public record RequestTrace(String requestId, String traceparent) {

    private static final String ATTRIBUTE = RequestTrace.class.getName();
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._~:-]{1,128}");
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    public static RequestTrace of(ServerWebExchange exchange) {
        RequestTrace known = exchange.getAttribute(ATTRIBUTE);
        if (known != null) {
            return known;
        }
        HttpHeaders headers = exchange.getRequest().getHeaders();
        String ours = ofOurSpan(exchange);
        RequestTrace made = new RequestTrace(
                requestId(headers.getFirst("X-Request-Id")),
                ours == null ? traceparent(headers.getFirst("traceparent")) : ours);
        exchange.getAttributes().put(ATTRIBUTE, made);
        return made;
    }

    public String traceId() {
        return traceparent.substring(3, 35);
    }

    /// Where the gateway is traced itself, services' spans hang below its own.
    private static @Nullable String ofOurSpan(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(observed -> observed.<TracingContext>get(TracingContext.class))
                .map(tracing -> tracing.getSpan())
                .map(Span::context)
                .filter(context -> !context.traceId().isEmpty())
                .map(context -> "00-" + context.traceId() + "-" + context.spanId() + "-"
                        + (Boolean.TRUE.equals(context.sampled()) ? "01" : "00"))
                .orElse(null);
    }

    private static String requestId(@Nullable String sent) {
        return sent != null && REQUEST_ID.matcher(sent).matches() ? sent : new UUID(random(), random()).toString();
    }

    private static String traceparent(@Nullable String sent) {
        if (sent != null && TRACEPARENT.matcher(sent).matches()) {
            return sent;
        }
        HexFormat hex = HexFormat.of();
        return "00-" + hex.toHexDigits(random()) + hex.toHexDigits(random()) + "-" + hex.toHexDigits(random()) + "-01";
    }

    /// Never zero: an all-zero trace or span id is invalid.
    private static long random() {
        return ThreadLocalRandom.current().nextLong() | 1L;
    }
}
