package dev.boxoffice.gateway.route;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import java.io.IOException;
import java.util.Locale;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClientResponse;

/// Lets a service's answer through, unless it is an error that does not explain itself: then a problem takes its place.
final class UpstreamResponse {

    /// A service failed in a way that counts against it; the client gets `problem`.
    static final class ServiceFailure extends IOException {

        private final transient ProblemException problem;

        private ServiceFailure(ProblemException problem) {
            super(problem.getMessage());
            this.problem = problem;
        }

        ProblemException problem() {
            return problem;
        }
    }

    private UpstreamResponse() {}

    static Mono<Void> accept(ServerWebExchange exchange, Upstream upstream) {
        HttpClientResponse response = exchange.getAttribute(ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR);
        int status = response == null ? 200 : response.status().code();
        if (response == null || status < 400 || explainsItself(response, status, upstream)) {
            return Mono.empty();
        }
        ServerWebExchangeUtils.reset(exchange); // its headers and its body stay inside
        return Mono.error(status >= 500 ? new ServiceFailure(problem(status)) : problem(status));
    }

    private static boolean explainsItself(HttpClientResponse response, int status, Upstream upstream) {
        String type = response.responseHeaders().get(HttpHeaders.CONTENT_TYPE);
        String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (status >= 500) {
            return lower.startsWith("application/problem+json")
                    || (upstream == Upstream.STRIPE_SIMULATOR && lower.startsWith("application/json"));
        }
        return !upstream.answersProblems() || lower.contains("json");
    }

    private static ProblemException problem(int status) {
        return Problem.ofStatus(status).toException();
    }
}
