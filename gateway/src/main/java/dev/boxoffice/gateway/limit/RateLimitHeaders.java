package dev.boxoffice.gateway.limit;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Tells in a response's headers how the buckets stand that were asked for its request.
final class RateLimitHeaders {

    private static final String ATTRIBUTE = RateLimitHeaders.class.getName();

    private final List<RateLimitStatus> statuses = new ArrayList<>();

    private RateLimitHeaders() {}

    /// Fails with 429 where a bucket was empty.
    static Mono<Void> tell(ServerWebExchange exchange, List<RateLimitStatus> asked) {
        RateLimitHeaders known = exchange.getAttribute(ATTRIBUTE);
        RateLimitHeaders told = known == null ? new RateLimitHeaders() : known;
        if (known == null) {
            exchange.getAttributes().put(ATTRIBUTE, told);
            exchange.getResponse().beforeCommit(() -> {
                told.write(exchange.getResponse().getHeaders());
                return Mono.empty();
            });
        }
        told.statuses.addAll(asked);
        RateLimitStatus last = asked.getLast();
        if (last.allowed()) {
            return Mono.empty();
        }
        return Mono.error(Problem.of(
                        ProblemTypes.RATE_LIMITED,
                        "The limit \"" + last.policy() + "\" is used up; wait before the next request.")
                .retryAfter(last.retryAfter())
                .toException());
    }

    private void write(HttpHeaders headers) {
        headers.set(
                "RateLimit-Policy",
                statuses.stream().map(RateLimitStatus::policyItem).collect(Collectors.joining(", ")));
        headers.set(
                "RateLimit", statuses.stream().map(RateLimitStatus::limitItem).collect(Collectors.joining(", ")));
    }
}
