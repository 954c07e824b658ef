package dev.boxoffice.gateway.web;

import dev.boxoffice.platform.input.PercentEncoding;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/// Lets in what everybody behind reads the same way, and refuses the rest.
///
/// D11: limits, guards and routes all see one spelling of a path: `/booking/%72eserve` is `/booking/reserve`.
/// D15: exactly one `Host` ([RFC 9112](https://www.rfc-editor.org/rfc/rfc9112#section-3.2)).
/// I5: unknown methods are 405, encoded bodies 415; nobody asks for an answer that calls itself a problem.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class WellFormedExchangeFilter implements WebFilter {

    private static final List<HttpMethod> METHODS = List.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);
    private static final String ALLOWED =
            String.join(", ", METHODS.stream().map(HttpMethod::name).toList());
    private static final String PROBLEM = MediaType.APPLICATION_PROBLEM_JSON_VALUE;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        Problem refusal = refusal(request);
        if (refusal != null) {
            return Mono.error(refusal.toException());
        }
        String path = request.getURI().getRawPath();
        String canonical = PercentEncoding.canonical(path);
        List<String> accepted = request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT);
        boolean asksForProblems = accepted.stream().anyMatch(value -> value.contains(PROBLEM));
        if (canonical.equals(path) && !asksForProblems) {
            return chain.filter(exchange);
        }
        ServerHttpRequest.Builder changed = request.mutate();
        if (!canonical.equals(path)) {
            changed.path(canonical);
        }
        if (asksForProblems) {
            changed.headers(headers -> accept(headers, withoutProblems(accepted)));
        }
        return chain.filter(exchange.mutate().request(changed.build()).build());
    }

    private static @Nullable Problem refusal(ServerHttpRequest request) {
        if (!METHODS.contains(request.getMethod())) {
            return Problem.ofStatus(405).header(HttpHeaders.ALLOW, ALLOWED);
        }
        int hosts = request.getHeaders().getOrEmpty(HttpHeaders.HOST).size();
        if (hosts > 1 || (hosts == 0 && !isHttp10(request))) {
            return Problem.of(ProblemTypes.MALFORMED_REQUEST, "A request has exactly one Host header.");
        }
        if (!PercentEncoding.isUtf8(request.getURI().getRawPath())
                || !PercentEncoding.isUtf8(request.getURI().getRawQuery())) {
            return Problem.of(ProblemTypes.MALFORMED_REQUEST, "The address has percent encodings that are not UTF-8.");
        }
        if (request.getHeaders().getOrEmpty(HttpHeaders.CONTENT_TYPE).size() > 1) {
            return Problem.of(ProblemTypes.UNSUPPORTED_MEDIA_TYPE, "A body has one Content-Type.");
        }
        String encoding = request.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !"identity".equalsIgnoreCase(encoding.strip())) {
            return Problem.of(ProblemTypes.UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, without Content-Encoding.")
                    .header(HttpHeaders.ACCEPT_ENCODING, "identity");
        }
        return null;
    }

    /// It may leave its `Host` out.
    private static boolean isHttp10(ServerHttpRequest request) {
        return ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest from
                && from.version().minorVersion() == 0;
    }

    private static List<String> withoutProblems(List<String> accepted) {
        return accepted.stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(range -> !range.startsWith(PROBLEM))
                .toList();
    }

    private static void accept(HttpHeaders headers, List<String> ranges) {
        if (ranges.isEmpty()) {
            headers.remove(HttpHeaders.ACCEPT);
        } else {
            headers.set(HttpHeaders.ACCEPT, String.join(", ", ranges));
        }
    }
}
