package dev.boxoffice.gateway.limit;

import dev.boxoffice.gateway.limit.RateLimitService.Share;
import dev.boxoffice.gateway.web.RequestCaller;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Asks the bucket of a caller who was not known yet when [AddressRateLimitFilter] asked their address's.
@Component
@Order(0) // behind CallerFilter, which knows the caller
class RateLimitFilter implements WebFilter {

    private static final String ASKED = RateLimitFilter.class.getName();

    private final RateLimitService limiter;
    private final RateLimitProperties properties;

    RateLimitFilter(RateLimitService limiter, RateLimitProperties properties) {
        this.limiter = limiter;
        this.properties = properties;
    }

    static void markAsked(ServerWebExchange exchange) {
        exchange.getAttributes().put(ASKED, true);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String caller = RequestCaller.of(exchange);
        if (caller == null
                || exchange.getAttributes().containsKey(ASKED)
                || !properties.limits(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        RateClass kind = RateClass.of(exchange.getRequest());
        return limiter.take(List.of(new Share("user", caller, kind, properties.user(kind))))
                .flatMap(statuses -> RateLimitHeaders.tell(exchange, statuses))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }
}
