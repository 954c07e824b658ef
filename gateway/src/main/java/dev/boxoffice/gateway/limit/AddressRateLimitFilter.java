package dev.boxoffice.gateway.limit;

import dev.boxoffice.gateway.limit.RateLimitService.Share;
import dev.boxoffice.gateway.web.ClientAddressResolver;
import dev.boxoffice.platform.security.BearerTokenHeader;
import dev.boxoffice.platform.security.CachingJwtDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// D11: asks the bucket of the client's address before anything else is done for the client, so that refused tokens
/// and forged webhooks are limited too. Whose token has been verified lately has their own bucket asked in the same
/// call; everybody else's is asked by [RateLimitFilter] once it is known who they are.
@Component
@Order(-103) // before Spring Security's chain at -100, before CORS, and before bad tokens are counted
class AddressRateLimitFilter implements WebFilter {

    private final RateLimitService limiter;
    private final RateLimitProperties properties;
    private final ClientAddressResolver clients;
    private final CachingJwtDecoder tokens;

    AddressRateLimitFilter(
            RateLimitService limiter,
            RateLimitProperties properties,
            ClientAddressResolver clients,
            CachingJwtDecoder tokens) {
        this.limiter = limiter;
        this.properties = properties;
        this.clients = clients;
        this.tokens = tokens;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!properties.limits(request)) {
            return chain.filter(exchange);
        }
        RateClass kind = RateClass.of(request);
        Share address = new Share("address", clients.networkOf(request), kind, properties.address(kind));
        String known = knownCaller(request);
        if (known != null) {
            RateLimitFilter.markAsked(exchange);
        }
        return limiter.take(
                        known == null
                                ? List.of(address)
                                : List.of(address, new Share("user", known, kind, properties.user(kind))))
                .flatMap(statuses -> RateLimitHeaders.tell(exchange, statuses))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    /// Without a check of any signature: it has been checked lately, or nobody is known.
    private @Nullable String knownCaller(ServerHttpRequest request) {
        try {
            String token = BearerTokenHeader.read(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
            Jwt known = token == null ? null : tokens.known(token);
            return known == null ? null : known.getSubject();
        } catch (AuthenticationException _) {
            return null; // refused where tokens are checked
        }
    }
}
