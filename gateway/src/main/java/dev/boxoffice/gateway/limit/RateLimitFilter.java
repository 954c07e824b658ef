package dev.boxoffice.gateway.limit;

import dev.boxoffice.gateway.web.ClientAddressResolver;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Asks the caller's bucket and their address's, in one round trip; tells how both stand in the response's headers.
@Component
@Order(0) // behind Spring Security's chain at -100, which knows the caller
class RateLimitFilter implements WebFilter {

    private final RateLimitService limiter;
    private final RateLimitProperties properties;
    private final ClientAddressResolver clients;

    RateLimitFilter(RateLimitService limiter, RateLimitProperties properties, ClientAddressResolver clients) {
        this.limiter = limiter;
        this.properties = properties;
        this.clients = clients;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!properties.enabled() || isExempt(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        RateClass kind = RateClass.of(exchange.getRequest());
        String address = network(clients.of(exchange.getRequest()));
        Mono<RateLimitStatus> ofAddress = limiter.take("address", address, kind, properties.address(kind));
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(Authentication::getName)
                .flatMap(user -> Mono.zip(limiter.take("user", user, kind, properties.user(kind)), ofAddress)
                        .map(both -> new RateLimitStatus[] {both.getT1(), both.getT2()}))
                .switchIfEmpty(ofAddress.map(one -> new RateLimitStatus[] {one}))
                .flatMap(statuses -> pass(exchange, chain, statuses));
    }

    /// Health checks, and Stripe, which retries for days and whose signature booking-service checks.
    private static boolean isExempt(ServerHttpRequest request) {
        String path = request.getPath().value();
        return path.startsWith("/actuator/") || path.equals("/webhooks/stripe");
    }

    private static Mono<Void> pass(ServerWebExchange exchange, WebFilterChain chain, RateLimitStatus[] statuses) {
        StringBuilder policies = new StringBuilder();
        StringBuilder limits = new StringBuilder();
        RateLimitStatus refused = null;
        for (RateLimitStatus status : statuses) {
            String separator = policies.isEmpty() ? "" : ", ";
            policies.append(separator).append(status.policyItem());
            limits.append(separator).append(status.limitItem());
            if (!status.allowed() && (refused == null || refused.retryAfter().compareTo(status.retryAfter()) < 0)) {
                refused = status;
            }
        }
        String policyHeader = policies.toString();
        String limitHeader = limits.toString();
        exchange.getResponse().beforeCommit(() -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            headers.set("RateLimit-Policy", policyHeader);
            headers.set("RateLimit", limitHeader);
            return Mono.empty();
        });
        return refused == null ? chain.filter(exchange) : Mono.error(tooMany(refused));
    }

    private static ProblemException tooMany(RateLimitStatus refused) {
        return Problem.of(
                        ProblemTypes.RATE_LIMITED,
                        "The limit \"" + refused.policy() + "\" is used up; wait before the next request.")
                .retryAfter(refused.retryAfter())
                .toException();
    }

    /// An IPv6 customer has a whole /64 to themselves.
    private static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, 8)
                : address.getHostAddress();
    }
}
