package dev.boxoffice.gateway.pages;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/// Who types an address that there is not sees a page that says so, with a way on; programs get a problem.
@Component
@Order(-3) // before what makes a problem of it
class UnknownPageHandler implements WebExceptionHandler {

    private final PageShell shell;

    UnknownPageHandler(PageShell shell) {
        this.shell = shell;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (!isUnknownAddress(error) || response.isCommitted() || !isNavigation(exchange)) {
            return Mono.error(error);
        }
        response.setStatusCode(HttpStatus.NOT_FOUND);
        response.getHeaders().putAll(shell.headers());
        return response.writeWith(Mono.just(response.bufferFactory().wrap(shell.html())));
    }

    /// Spring's own word: what we do not find, an event say, is a problem.
    private static boolean isUnknownAddress(Throwable error) {
        return error instanceof ResponseStatusException refused && refused.getStatusCode() == HttpStatus.NOT_FOUND;
    }

    /// What only browsers send, and only for what is to fill a window (Fetch Metadata Request Headers, W3C).
    private static boolean isNavigation(ServerWebExchange exchange) {
        return "navigate".equals(exchange.getRequest().getHeaders().getFirst("Sec-Fetch-Mode"));
    }
}
