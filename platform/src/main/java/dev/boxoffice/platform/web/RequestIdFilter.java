package dev.boxoffice.platform.web;

import dev.boxoffice.platform.id.Ids;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/// Gives every request an id and a trace id (W3C Trace Context), for logs, problems and the response header.
public final class RequestIdFilter extends OncePerRequestFilter {

    public static final String HEADER = "X-Request-Id";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,100}");
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var requestId = requestId(request.getHeader(HEADER));
        response.setHeader(HEADER, requestId);
        MDC.put("requestId", requestId);
        // Where tracing is on, its filter stands before this one and the trace is its own to name and to end.
        var traced = MDC.get("traceId") != null;
        if (!traced) {
            MDC.put("traceId", traceId(request.getHeader("traceparent")));
        }
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove("requestId");
            if (!traced) {
                MDC.remove("traceId");
            }
        }
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private static String requestId(@Nullable String sent) {
        return sent != null && SANE.matcher(sent).matches() ? sent : Ids.next().toString();
    }

    private static String traceId(@Nullable String traceparent) {
        if (traceparent != null) {
            var match = TRACEPARENT.matcher(traceparent);
            if (match.matches()) {
                return match.group(1);
            }
        }
        return Ids.next().toString().replace("-", "");
    }
}
