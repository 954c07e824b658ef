package dev.boxoffice.gateway.limit;

import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Asks the caller's bucket, once [AddressRateLimitFilter] has asked their address's.
@Component
@Order(0) // behind Spring Security's chain at -100, which knows the caller
class RateLimitFilter implements WebFilter {

    private final RateLimitService limiter;
    private final RateLimitProperties properties;

    RateLimitFilter(RateLimitService limiter, RateLimitProperties properties) {
        this.limiter = limiter;
        this.properties = properties;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!properties.limits(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        RateClass kind = RateClass.of(exchange.getRequest());
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(Authentication::getName)
                .flatMap(user -> limiter.take("user", user, kind, properties.user(kind)))
                .flatMap(status -> RateLimitHeaders.tell(exchange, status))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }
}
