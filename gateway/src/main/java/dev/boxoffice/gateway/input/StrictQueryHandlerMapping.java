package dev.boxoffice.gateway.input;

import dev.boxoffice.platform.input.QueryParameterNames;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// I1: finds the method for a request, and refuses a query that says more than the method reads.
final class StrictQueryHandlerMapping extends RequestMappingHandlerMapping {

    private final Map<HandlerMethod, QueryParameterNames> known = new ConcurrentHashMap<>();

    @Override
    public Mono<HandlerMethod> getHandlerInternal(ServerWebExchange exchange) {
        return super.getHandlerInternal(exchange).doOnNext(method -> {
            if (exchange.getRequest().getURI().getRawQuery() != null) {
                known.computeIfAbsent(method, QueryParameterNames::of)
                        .check(PresentQueryRequest.asGiven(exchange.getRequest()));
            }
        });
    }
}
