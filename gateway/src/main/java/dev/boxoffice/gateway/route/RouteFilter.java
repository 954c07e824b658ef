package dev.boxoffice.gateway.route;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Finds a request's route once, for everybody who asks later.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3) // the path has its one spelling by then, and management has gone its way
class RouteFilter implements WebFilter {

    private final boolean standalone;

    RouteFilter(@Value("${boxoffice.standalone.enabled:false}") boolean standalone) {
        this.standalone = standalone;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        Upstream upstream = RouteTable.upstreamOf(exchange.getRequest().getMethod(), path, standalone);
        if (upstream != null) {
            new Route(upstream, RouteTable.needsCaller(exchange.getRequest().getMethod(), path)).remember(exchange);
            name(exchange, upstream, path);
        }
        return chain.filter(exchange);
    }

    /// For the gateway's own metrics, to which a routed path is unknown.
    private static void name(ServerWebExchange exchange, Upstream upstream, PathContainer path) {
        ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .ifPresent(observed -> observed.setPathPattern(RouteTable.nameOf(upstream, path)));
    }
}
