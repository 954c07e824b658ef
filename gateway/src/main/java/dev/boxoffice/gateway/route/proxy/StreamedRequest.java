package dev.boxoffice.gateway.route.proxy;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// A request whose body is passed on as it comes. It tells when the client's part is in, and whether the client
/// failed.
final class StreamedRequest extends ServerHttpRequestDecorator {

    private final long limit;
    private final Duration within;
    private final Sinks.Empty<Void> taken = Sinks.empty();
    private volatile @Nullable ProblemException failure;

    StreamedRequest(ServerHttpRequest request, long limit, Duration within) {
        super(request);
        this.limit = limit;
        this.within = within;
    }

    /// Ends when the body has.
    Mono<Void> taken() {
        return taken.asMono();
    }

    /// Why the body did not come to its end; null where it did, or may still.
    @Nullable
    ProblemException failure() {
        return failure;
    }

    @Override
    public Flux<DataBuffer> getBody() {
        AtomicLong read = new AtomicLong();
        return super.getBody()
                .<DataBuffer>handle((buffer, sink) -> {
                    if (read.addAndGet(buffer.readableByteCount()) > limit) {
                        DataBufferUtils.release(buffer);
                        sink.error(RequestBodyFilter.tooLarge(limit));
                    } else {
                        sink.next(buffer);
                    }
                })
                .takeUntilOther(Mono.delay(within).then(Mono.error(RequestBodyFilter::tooSlow)))
                .onErrorMap(this::remember)
                .doOnTerminate(taken::tryEmitEmpty);
    }

    private Throwable remember(Throwable error) {
        ProblemException told = error instanceof ProblemException known
                ? known
                : Problem.ofStatus(400).toException();
        failure = told;
        return told;
    }
}
