package dev.boxoffice.gateway.security;

import dev.boxoffice.gateway.route.Route;
import dev.boxoffice.gateway.web.RequestCaller;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Notes whom Spring Security has found to call the gateway itself; of what is passed on [RoutedCallerFilter] has.
@Component
@Order(-99) // behind Spring Security's chains at -100
class CallerFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (Route.of(exchange) != null) {
            return chain.filter(exchange);
        }
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(Authentication::getName)
                .doOnNext(caller -> RequestCaller.remember(exchange, caller))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }
}
