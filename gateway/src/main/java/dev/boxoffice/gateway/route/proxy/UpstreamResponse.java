package dev.boxoffice.gateway.route.proxy;

import dev.boxoffice.gateway.route.Upstream;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientResponse;

/// A service's answer whose head has arrived. It is let through, unless it is an error that does not explain itself:
/// then a problem takes its place.
final class UpstreamResponse {

    /// A service failed in a way that counts against it; the client gets `problem`.
    static final class ServiceFailure extends IOException {

        private final transient ProblemException problem;

        private ServiceFailure(ProblemException problem) {
            super(problem.getMessage());
            this.problem = problem;
        }

        ProblemException problem() {
            return problem;
        }
    }

    /// Answers up to this size leave in one piece with their head.
    private static final int SMALL = 64 * 1024;

    private final HttpClientResponse head;
    private final Connection connection;

    UpstreamResponse(HttpClientResponse head, Connection connection) {
        this.head = head;
        this.connection = connection;
    }

    /// What takes the answer's place; null where it may pass.
    @Nullable
    Exception failure(Upstream upstream) {
        int status = head.status().code();
        if (status < 400 || explainsItself(status, upstream)) {
            return null;
        }
        ProblemException problem = Problem.ofStatus(status).toException();
        return status >= 500 ? new ServiceFailure(problem) : problem;
    }

    private boolean explainsItself(int status, Upstream upstream) {
        String type = contentType();
        if (status >= 500) {
            return type.startsWith("application/problem+json")
                    || (upstream == Upstream.STRIPE_SIMULATOR && type.startsWith("application/json"));
        }
        return !upstream.answersProblems() || type.contains("json");
    }

    private String contentType() {
        String type = head.responseHeaders().get(HttpHeaderNames.CONTENT_TYPE);
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    /// Bodies and streams flow as they come.
    Mono<Void> writeTo(ServerHttpResponse response) {
        response.setStatusCode(HttpStatusCode.valueOf(head.status().code()));
        HttpHeaders headers = response.getHeaders();
        for (Map.Entry<String, String> header : head.responseHeaders()) {
            if (!ForwardedHeaders.isOfConnection(header.getKey())) {
                headers.add(header.getKey(), header.getValue());
            }
        }
        NettyDataBufferFactory buffers = (NettyDataBufferFactory) response.bufferFactory();
        long length = headers.getContentLength();
        if (length >= 0 && length <= SMALL) {
            Mono<DataBuffer> body =
                    connection.inbound().receive().aggregate().retain().map(buffers::wrap);
            return response.writeWith(body);
        }
        Flux<DataBuffer> body = connection.inbound().receive().retain().map(bytes -> wrap(buffers, bytes));
        return contentType().startsWith("text/event-stream")
                ? response.writeAndFlushWith(body.map(Flux::just))
                : response.writeWith(body);
    }

    private static DataBuffer wrap(NettyDataBufferFactory buffers, ByteBuf bytes) {
        return buffers.wrap(bytes);
    }

    /// Nobody reads it: its connection is of no further use.
    void discard() {
        connection.dispose();
    }
}
