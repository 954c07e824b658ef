package dev.boxoffice.gateway.waitingroom.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.QueueProperties.Refusals;
import dev.boxoffice.gateway.web.ClientAddressResolver;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Lets an address try only so many bad tokens on waiting rooms. The other limits stand behind the check of the token,
/// so they never see a refused one, and to check a signature is what costs.
@Component
@Order(-102) // before Spring Security's chain at -100
class RefusedTokenFilter implements WebFilter {

    private static final String POLICY = "address-refused";

    private final Refusals limits;
    private final ClientAddressResolver clients;
    private final boolean enabled;
    /// Forgotten when the time after the first refusal is over.
    private final Cache<String, AtomicInteger> refused;

    RefusedTokenFilter(
            QueueProperties properties,
            ClientAddressResolver clients,
            @Value("${boxoffice.ratelimit.enabled:true}") boolean enabled) {
        this.limits = properties.refusals();
        this.clients = clients;
        this.enabled = enabled;
        this.refused = Caffeine.newBuilder()
                .maximumSize(limits.addresses())
                .expireAfterWrite(limits.within())
                .build();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!enabled || !isAboutWaiting(request) || !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
            return chain.filter(exchange);
        }
        String address = clients.networkOf(request);
        AtomicInteger before = refused.getIfPresent(address);
        if (before != null && before.get() >= limits.most()) {
            return Mono.error(tooMany(exchange));
        }
        return chain.filter(exchange).doOnTerminate(() -> {
            if (HttpStatus.UNAUTHORIZED.equals(exchange.getResponse().getStatusCode())) {
                refused.get(address, _ -> new AtomicInteger()).incrementAndGet();
            }
        });
    }

    private static boolean isAboutWaiting(ServerHttpRequest request) {
        String path = request.getPath().value();
        return path.equals("/queues") || (path.startsWith("/events/") && path.contains("/queue"));
    }

    private ProblemException tooMany(ServerWebExchange exchange) {
        long seconds = Math.max(1, limits.within().toSeconds());
        exchange.getResponse().beforeCommit(() -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            headers.set("RateLimit-Policy", "\"" + POLICY + "\";q=" + limits.most() + ";w=" + seconds);
            headers.set("RateLimit", "\"" + POLICY + "\";r=0;t=" + seconds);
            return Mono.empty();
        });
        return Problem.of(ProblemTypes.RATE_LIMITED, "Too many tokens from this address were refused; wait a while.")
                .retryAfter(limits.within())
                .toException();
    }
}
