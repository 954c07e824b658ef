package dev.boxoffice.gateway.route;

import dev.boxoffice.gateway.web.GatewayWebProperties;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Refuses bodies beyond the limit: by their announced length at once, otherwise as soon as they have grown too long.
@Component
class GatewayBodyLimitFilter implements GlobalFilter, Ordered {

    private final long maxBody;
    private final long importMaxBody;

    GatewayBodyLimitFilter(GatewayWebProperties properties) {
        this.maxBody = properties.maxBody().toBytes();
        this.importMaxBody = properties.importMaxBody().toBytes();
    }

    @Override
    public int getOrder() {
        return -100; // before anything that reads the body
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long limit = RouteTable.takesLargeBody(request.getPath().pathWithinApplication()) ? importMaxBody : maxBody;
        long announced = request.getHeaders().getContentLength();
        if (announced > limit) {
            return Mono.error(tooLarge(limit));
        }
        boolean counted = announced < 0 && request.getHeaders().containsHeader("Transfer-Encoding");
        return chain.filter(
                counted ? exchange.mutate().request(limited(request, limit)).build() : exchange);
    }

    private static ServerHttpRequest limited(ServerHttpRequest request, long limit) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                AtomicLong read = new AtomicLong();
                return super.getBody().handle((buffer, sink) -> {
                    if (read.addAndGet(buffer.readableByteCount()) > limit) {
                        DataBufferUtils.release(buffer);
                        sink.error(tooLarge(limit));
                    } else {
                        sink.next(buffer);
                    }
                });
            }
        };
    }

    private static ProblemException tooLarge(long limit) {
        return Problem.of(ProblemTypes.PAYLOAD_TOO_LARGE, "The body may have at most " + limit + " bytes here.")
                .toException();
    }
}
