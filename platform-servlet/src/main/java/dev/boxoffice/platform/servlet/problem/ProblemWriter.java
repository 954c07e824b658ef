package dev.boxoffice.platform.servlet.problem;

import dev.boxoffice.platform.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.slf4j.MDC;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/// Writes a problem where no controller is involved: servlet filters and the security chain.
public final class ProblemWriter {

    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var body = problem.toDetail();
        addOrigin(body, request);
        response.resetBuffer();
        response.setStatus(problem.type().status());
        problem.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }

    /// Which request was refused, and where to find it: what every problem tells beside its own.
    public static void addOrigin(ProblemDetail body, HttpServletRequest request) {
        body.setInstance(instanceOf(request));
        addTrace(body);
    }

    static void addTrace(ProblemDetail body) {
        var trace = MDC.get("traceId");
        if (trace != null) {
            body.setProperty("traceId", trace);
        }
    }

    static URI instanceOf(HttpServletRequest request) {
        try {
            return URI.create(request.getRequestURI());
        } catch (IllegalArgumentException unparsable) {
            return URI.create("about:blank");
        }
    }
}
