package dev.boxoffice.gateway.route;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Flux;

/// Turns [RouteTable] into the gateway's routes.
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

    static final String UPSTREAM = "upstream";

    @Bean
    RouteLocator routeLocator(
            ServicesProperties services, @Value("${boxoffice.standalone.enabled:false}") boolean standalone) {
        Flux<Route> routes = Flux.fromIterable(RouteTable.OF_SERVICES.entrySet())
                .concatWith(standalone ? Flux.fromIterable(RouteTable.OF_STANDALONE.entrySet()) : Flux.empty())
                .map(entry -> route(entry, services))
                .cache();
        return () -> routes;
    }

    private static Route route(Map.Entry<Upstream, List<PathPattern>> entry, ServicesProperties services) {
        Upstream upstream = entry.getKey();
        List<PathPattern> patterns = entry.getValue();
        return Route.async()
                .id(upstream.name())
                .uri(services.of(upstream).getFirst()) // each request chooses its instance in UpstreamFilter
                .predicate(exchange -> {
                    PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
                    return RouteTable.matches(patterns, path) && !RouteTable.isWaitingRoom(path);
                })
                .metadata(UPSTREAM, upstream)
                .build();
    }
}
