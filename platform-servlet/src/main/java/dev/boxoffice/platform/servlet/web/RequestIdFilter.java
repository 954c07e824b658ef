package dev.boxoffice.platform.servlet.web;

import dev.boxoffice.platform.http.RequestId;
import dev.boxoffice.platform.http.TraceParent;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/// Gives every request an id and a trace id (W3C Trace Context), for logs, problems and the response header.
public final class RequestIdFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var requestId = RequestId.of(request.getHeader(RequestId.HEADER));
        response.setHeader(RequestId.HEADER, requestId);
        MDC.put("requestId", requestId);
        // Where tracing is on, its filter stands before this one and the trace is its own to name and to end.
        var traced = MDC.get("traceId") != null;
        if (!traced) {
            MDC.put(
                    "traceId",
                    TraceParent.of(request.getHeader(TraceParent.HEADER)).traceId());
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
}
