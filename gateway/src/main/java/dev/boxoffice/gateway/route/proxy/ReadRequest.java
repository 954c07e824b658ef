package dev.boxoffice.gateway.route.proxy;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/// A request whose body is here, to be read as often as anybody likes.
final class ReadRequest extends ServerHttpRequestDecorator {

    private final byte[] body;
    private final HttpHeaders headers;

    ReadRequest(ServerHttpRequest request, byte[] body) {
        super(request);
        this.body = body;
        HttpHeaders own = new HttpHeaders();
        own.putAll(request.getHeaders());
        own.remove(HttpHeaders.TRANSFER_ENCODING);
        own.remove(HttpHeaders.EXPECT);
        own.remove(HttpHeaders.CONTENT_LENGTH);
        if (body.length > 0) {
            own.setContentLength(body.length);
        }
        this.headers = HttpHeaders.readOnlyHttpHeaders(own);
    }

    byte[] body() {
        return body;
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return body.length == 0
                ? Flux.empty()
                : Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
    }
}
