package dev.boxoffice.gateway.limit;

import dev.boxoffice.gateway.web.ClientAddressResolver;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// D11: asks the bucket of the client's address before anything else is done for the client, so that refused tokens and
/// forged webhooks are limited too.
@Component
@Order(-102) // before Spring Security's chain at -100, and before bad tokens are counted
class AddressRateLimitFilter implements WebFilter {

    private final RateLimitService limiter;
    private final RateLimitProperties properties;
    private final ClientAddressResolver clients;

    AddressRateLimitFilter(RateLimitService limiter, RateLimitProperties properties, ClientAddressResolver clients) {
        this.limiter = limiter;
        this.properties = properties;
        this.clients = clients;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!properties.limits(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        RateClass kind = RateClass.of(exchange.getRequest());
        return limiter.take("address", clients.networkOf(exchange.getRequest()), kind, properties.address(kind))
                .flatMap(status -> RateLimitHeaders.tell(exchange, status))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }
}
