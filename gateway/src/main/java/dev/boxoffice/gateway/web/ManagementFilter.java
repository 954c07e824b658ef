package dev.boxoffice.gateway.web;

import dev.boxoffice.platform.problem.Problem;
import java.net.InetSocketAddress;
import java.util.Set;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Shows the outside nothing of the gateway's management but whether it is well.
///
/// Metrics are read on a port of their own (`management.server.port`), which is not published and serves nothing else.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2) // the path has its one spelling by then
class ManagementFilter implements WebFilter {

    private static final Set<String> PUBLIC =
            Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");

    private volatile int managementPort = -1;

    @EventListener
    void listens(WebServerInitializedEvent event) {
        if (WebServerApplicationContext.hasServerNamespace(event.getApplicationContext(), "management")) {
            managementPort = event.getWebServer().getPort();
        }
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().value();
        boolean isActuator = path.startsWith("/actuator");
        boolean hidden = isManagement(exchange) ? !isActuator : isActuator && !PUBLIC.contains(path);
        return hidden ? Mono.error(Problem.ofStatus(404).toException()) : chain.filter(exchange);
    }

    private boolean isManagement(ServerWebExchange exchange) {
        InetSocketAddress local = exchange.getRequest().getLocalAddress();
        return local != null && local.getPort() == managementPort;
    }
}
