package dev.boxoffice.gateway.route.proxy;

import dev.boxoffice.gateway.route.service.ServiceInstance;
import dev.boxoffice.gateway.route.service.UpstreamProperties;
import dev.boxoffice.gateway.route.service.UpstreamProperties.Connections;
import dev.boxoffice.gateway.trace.RequestTrace;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/// Sends a request on to one instance of a service, over connections that are kept for a while.
@Component
class UpstreamClient implements DisposableBean {

    private static final int LONGEST_LINE = 8 * 1024;
    private static final int LARGEST_HEADERS = 32 * 1024;
    private static final double LIFE_VARIANCE = 0.5;

    private final ForwardedHeaders forwarded;
    private final ConnectionProvider connections;
    private final HttpClient http;

    UpstreamClient(ForwardedHeaders forwarded, UpstreamProperties properties) {
        Connections limits = properties.connections();
        this.forwarded = forwarded;
        this.connections = ConnectionProvider.builder("upstream")
                .maxConnections(limits.most())
                .pendingAcquireTimeout(limits.acquireTimeout())
                .maxIdleTime(limits.maxIdle())
                .maxLifeTime(limits.life())
                .maxLifeTimeVariance(LIFE_VARIANCE)
                .lifo()
                .build();
        this.http = HttpClient.create(connections)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(limits.connectTimeout().toMillis()))
                .disableRetry(true) // ProxyFilter knows what may be sent twice
                .httpResponseDecoder(
                        decoder -> decoder.maxInitialLineLength(LONGEST_LINE).maxHeaderSize(LARGEST_HEADERS));
    }

    /// The response once its head has arrived; whoever takes it must write or discard it.
    Mono<UpstreamResponse> send(ServerWebExchange exchange, ServiceInstance instance) {
        ServerHttpRequest request = exchange.getRequest();
        RequestTrace trace = RequestTrace.of(exchange);
        return http.remoteAddress(instance::address)
                .request(HttpMethod.valueOf(request.getMethod().name()))
                .uri(target(request.getURI()))
                .send((sent, outbound) -> {
                    forwarded.write(request, trace, sent.requestHeaders());
                    return switch (request) {
                        case ReadRequest read
                        when read.body().length > 0 ->
                            outbound.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(read.body())));
                        case StreamedRequest streamed -> outbound.send(bytes(streamed));
                        default -> outbound;
                    };
                })
                .responseConnection((head, connection) -> Mono.just(new UpstreamResponse(head, connection)))
                .single();
    }

    private static Publisher<ByteBuf> bytes(StreamedRequest streamed) {
        return streamed.getBody().map(UpstreamClient::bytes);
    }

    private static ByteBuf bytes(DataBuffer buffer) {
        if (buffer instanceof NettyDataBuffer netty) {
            return netty.getNativeBuffer();
        }
        byte[] copy = new byte[buffer.readableByteCount()];
        buffer.read(copy);
        DataBufferUtils.release(buffer);
        return Unpooled.wrappedBuffer(copy);
    }

    private static String target(URI asked) {
        String query = asked.getRawQuery();
        return query == null ? asked.getRawPath() : asked.getRawPath() + "?" + query;
    }

    @Override
    public void destroy() {
        connections.dispose();
    }
}
