package dev.boxoffice.gateway.trace;

import dev.boxoffice.platform.http.RequestId;
import dev.boxoffice.platform.http.TraceParent;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/// What identifies a request in logs and in other processes: its own id, and the W3C trace it belongs to.
public record RequestTrace(String requestId, TraceParent traceParent) {

    private static final String ATTRIBUTE = RequestTrace.class.getName();

    public static RequestTrace of(ServerWebExchange exchange) {
        RequestTrace known = exchange.getAttribute(ATTRIBUTE);
        if (known != null) {
            return known;
        }
        var headers = exchange.getRequest().getHeaders();
        var ours = ofOurSpan(exchange);
        var made = new RequestTrace(
                RequestId.of(headers.getFirst(RequestId.HEADER)),
                ours == null ? TraceParent.of(headers.getFirst(TraceParent.HEADER)) : ours);
        exchange.getAttributes().put(ATTRIBUTE, made);
        return made;
    }

    public String traceId() {
        return traceParent.traceId();
    }

    /// Where the gateway is traced itself, services' spans hang below its own.
    private static @Nullable TraceParent ofOurSpan(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(observed -> observed.<TracingContext>get(TracingContext.class))
                .map(tracing -> tracing.getSpan())
                .map(Span::context)
                .filter(context -> !context.traceId().isEmpty())
                .map(context -> new TraceParent("00-" + context.traceId() + "-" + context.spanId() + "-"
                        + (Boolean.TRUE.equals(context.sampled()) ? "01" : "00")))
                .orElse(null);
    }
}
