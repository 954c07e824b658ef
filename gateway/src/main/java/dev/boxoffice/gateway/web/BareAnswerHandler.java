package dev.boxoffice.gateway.web;

import dev.boxoffice.platform.http.RequestId;
import dev.boxoffice.platform.http.TraceParent;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.problem.ProblemTypes;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;

/// Mends what leaves a connection without having passed our filters.
///
/// I5: what the server itself refuses (a request line or headers it cannot read) is a problem with a request id as
/// everything else, and a client that speaks HTTP/1.0 gets a body that ends with the connection, for it knows no
/// chunks.
final class BareAnswerHandler extends ChannelDuplexHandler {

    private boolean isHttp10;
    private boolean endsWithConnection;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            isHttp10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        Object leaving = message;
        if (message instanceof HttpResponse response) {
            if (response.status().code() >= 400 && !response.headers().contains(RequestId.HEADER)) {
                leaving = explained(response);
            } else if (isHttp10 && HttpUtil.isTransferEncodingChunked(response)) {
                HttpUtil.setTransferEncodingChunked(response, false);
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
                endsWithConnection = true;
            }
        }
        ChannelPromise written = promise;
        if (endsWithConnection && leaving instanceof LastHttpContent) {
            written = promise.unvoid().addListener(ChannelFutureListener.CLOSE);
        }
        super.write(context, leaving, written);
    }

    private static HttpResponse explained(HttpResponse bare) {
        bare.headers().set(RequestId.HEADER, RequestId.of(null));
        if (!(bare instanceof FullHttpResponse full) || full.content().isReadable()) {
            return bare;
        }
        int status = bare.status().code();
        ProblemType type = ProblemTypes.forStatus(status);
        byte[] body = """
                {"type":"%s","title":"%s","status":%d,"detail":"%s","traceId":"%s"}""".formatted(
                        type.uri(),
                        type.title(),
                        status,
                        detail(status),
                        TraceParent.of(null).traceId())
                .getBytes(StandardCharsets.UTF_8);
        FullHttpResponse explained = new DefaultFullHttpResponse(
                bare.protocolVersion(),
                bare.status(),
                Unpooled.wrappedBuffer(body),
                bare.headers().copy(),
                full.trailingHeaders().copy());
        full.release();
        explained.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json");
        explained.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        explained.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        return explained;
    }

    private static String detail(int status) {
        return switch (status) {
            case 414 -> "The address is longer than we read.";
            case 431 -> "The headers are longer than we read.";
            default -> "The request line or a header could not be read.";
        };
    }
}
