package dev.boxoffice.gateway.problem;

import dev.boxoffice.gateway.trace.RequestTrace;
import dev.boxoffice.platform.problem.Problem;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Writes a problem as the response of an exchange.
@Component
public class ReactiveProblemWriter {

    private final JsonMapper json;

    ReactiveProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        var response = exchange.getResponse();
        response.setStatusCode(problem.type().httpStatus());
        var headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        problem.headers().forEach(headers::put);
        var detail = problem.toDetail();
        detail.setInstance(URI.create(exchange.getRequest().getURI().getRawPath()));
        detail.setProperty("traceId", RequestTrace.of(exchange).traceId());
        var body = json.writeValueAsBytes(detail);
        headers.setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
