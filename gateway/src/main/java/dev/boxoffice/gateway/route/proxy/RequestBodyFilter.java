package dev.boxoffice.gateway.route.proxy;

import dev.boxoffice.gateway.route.RouteTable;
import dev.boxoffice.gateway.web.ClientAddressResolver;
import dev.boxoffice.gateway.web.GatewayWebProperties;
import dev.boxoffice.gateway.web.ShareCounter;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// D6: takes in what a client sends before anybody waits for it, within a size and a time. A service is asked when the
/// request is here; one that never comes to its end is 408 and has cost nobody anything.
///
/// Imports, which may be large, are passed on as they come, and their time is counted apart ([StreamedRequest]).
@Component
@Order(10) // behind security and the limits
class RequestBodyFilter implements WebFilter {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final GatewayWebProperties properties;
    private final ClientAddressResolver clients;
    private final ShareCounter unfinished = new ShareCounter();

    RequestBodyFilter(GatewayWebProperties properties, ClientAddressResolver clients) {
        this.properties = properties;
        this.clients = clients;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long announced = request.getHeaders().getContentLength();
        boolean hasBody = announced > 0 || request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
        if (!hasBody) {
            return chain.filter(exchange);
        }
        PathContainer path = request.getPath().pathWithinApplication();
        if (!RouteTable.takesBody(request.getMethod(), path)) {
            return pass(exchange, chain, new ReadRequest(request, new byte[0]));
        }
        boolean large = RouteTable.takesLargeBody(path);
        long limit = (large ? properties.importMaxBody() : properties.maxBody()).toBytes();
        if (announced > limit) {
            return Mono.error(tooLarge(limit));
        }
        if (large) {
            return pass(exchange, chain, new StreamedRequest(request, limit, properties.importBodyTimeout()));
        }
        return read(request, announced < 0 ? limit : announced, limit)
                .flatMap(body -> pass(exchange, chain, new ReadRequest(request, body)));
    }

    private static Mono<Void> pass(ServerWebExchange exchange, WebFilterChain chain, ServerHttpRequest request) {
        return chain.filter(exchange.mutate().request(request).build());
    }

    private Mono<byte[]> read(ServerHttpRequest request, long size, long limit) {
        String address = clients.networkOf(request);
        return Mono.defer(() -> {
            if (!unfinished.take(address, size, properties.unfinishedBodies().toBytes())) {
                return Mono.error(Problem.of(
                                ProblemTypes.RATE_LIMITED,
                                "Too many requests from this address have not been sent to their end.")
                        .retryAfter(PAUSE)
                        .toException());
            }
            return DataBufferUtils.join(request.getBody(), Math.toIntExact(limit))
                    .map(RequestBodyFilter::bytes)
                    .defaultIfEmpty(new byte[0])
                    .timeout(properties.bodyTimeout())
                    .onErrorMap(error -> refusal(error, limit))
                    .doFinally(_ -> unfinished.release(address, size));
        });
    }

    private static byte[] bytes(DataBuffer body) {
        byte[] bytes = new byte[body.readableByteCount()];
        body.read(bytes);
        DataBufferUtils.release(body);
        return bytes;
    }

    private static Throwable refusal(Throwable error, long limit) {
        return switch (error) {
            case DataBufferLimitException _ -> tooLarge(limit);
            case TimeoutException _ -> tooSlow();
            default -> error;
        };
    }

    static ProblemException tooLarge(long limit) {
        return Problem.of(ProblemTypes.PAYLOAD_TOO_LARGE, "The body may have at most " + limit + " bytes here.")
                .toException();
    }

    static ProblemException tooSlow() {
        return Problem.of(ProblemTypes.REQUEST_TIMEOUT, "The body did not come to its end in time.")
                .header(HttpHeaders.CONNECTION, "close")
                .toException();
    }
}
