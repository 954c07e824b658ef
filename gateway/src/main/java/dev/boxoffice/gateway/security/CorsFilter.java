package dev.boxoffice.gateway.security;

import dev.boxoffice.gateway.problem.ReactiveProblemWriter;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// I5: says which pages' scripts may call, and why another one's may not; Spring's own filter refuses without a word.
final class CorsFilter implements WebFilter {

    private static final String REFUSED = CorsFilter.class.getName();

    private final CorsWebFilter cors;
    private final ReactiveProblemWriter problems;

    CorsFilter(CorsConfigurationSource source, ReactiveProblemWriter problems) {
        this.cors = new CorsWebFilter(source, new DefaultCorsProcessor() {
            @Override
            public boolean process(@Nullable CorsConfiguration configuration, ServerWebExchange exchange) {
                boolean passes = super.process(configuration, exchange);
                if (!passes) {
                    exchange.getAttributes().put(REFUSED, true);
                }
                return passes;
            }
        });
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return cors.filter(exchange, chain)
                .then(Mono.defer(() -> exchange.getAttributes().containsKey(REFUSED)
                        ? problems.write(
                                exchange,
                                Problem.of(
                                        ProblemTypes.FORBIDDEN,
                                        "Pages of this origin may not call with this method and these headers."))
                        : Mono.empty()));
    }
}
