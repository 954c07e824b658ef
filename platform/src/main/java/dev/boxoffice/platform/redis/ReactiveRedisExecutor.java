package dev.boxoffice.platform.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.serializer.RedisElementReader;
import org.springframework.data.redis.serializer.RedisElementWriter;
import org.springframework.data.redis.serializer.RedisSerializer;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/// Redis for callers that must never block: every call either answers soon or fails soon with
/// [RedisUnavailableException].
///
/// Spring opens the shared connection on the thread of whoever first needs it, and waits. So it is opened here, in the
/// background, as often as it takes; until then Redis counts as out.
public final class ReactiveRedisExecutor implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ReactiveRedisExecutor.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final RedisElementWriter<byte[]> ARGUMENT = RedisElementWriter.from(RedisSerializer.byteArray());
    private static final RedisElementReader<byte[]> REPLY = RedisElementReader.from(RedisSerializer.byteArray());

    private final ReactiveRedisTemplate<String, byte[]> redis;
    private final RedisGuard guard;
    private final Disposable.Composite running = Disposables.composite();
    private volatile boolean connected;

    public ReactiveRedisExecutor(ReactiveRedisTemplate<String, byte[]> redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
        running.add(untilItIsThere(Flux.defer(() -> redis.execute(connection -> connection.ping())))
                .subscribe(_ -> connected = true));
    }

    /// Whether keys without a common tag may live on different servers: no script touches two of them then.
    public boolean isCluster() {
        return redis.getConnectionFactory() instanceof LettuceConnectionFactory lettuce && lettuce.isClusterAware();
    }

    /// Runs a script as one step; each element of its reply is a `byte[]` or a `Long`.
    @SuppressWarnings("unchecked") // what Redis sends for an array, of what [#REPLY] reads
    public Mono<List<Object>> run(RedisScript<?> script, List<String> keys, byte[]... arguments) {
        return call(template -> template.execute(
                        (RedisScript<Object>) script, keys, List.of(arguments), ARGUMENT, anything())
                .next()
                .map(reply -> reply instanceof List<?> list ? (List<Object>) list : List.of(reply)));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static RedisElementReader<Object> anything() {
        return (RedisElementReader) REPLY;
    }

    /// Runs one command. While this process ends its connections are closed before the last requests are answered.
    public <T> Mono<T> call(Function<ReactiveRedisTemplate<String, byte[]>, Mono<T>> command) {
        return Mono.defer(() -> connected && isOpen()
                ? guard.guard(command.apply(redis))
                : Mono.error(new RedisUnavailableException(new IllegalStateException("not connected"))));
    }

    private boolean isOpen() {
        return !(redis.getConnectionFactory() instanceof LettuceConnectionFactory lettuce) || lettuce.isRunning();
    }

    /// Calls `listener` with each message of a channel for as long as this process runs, also after Redis was away.
    public void listen(String channel, Consumer<String> listener) {
        running.add(untilItIsThere(Flux.defer(() -> redis.listenTo(ChannelTopic.of(channel))))
                .subscribe(message -> listener.accept(new String(message.getMessage(), StandardCharsets.UTF_8))));
    }

    /// Redis may come up after us.
    private static <T> Flux<T> untilItIsThere(Flux<T> connect) {
        return connect.subscribeOn(Schedulers.boundedElastic())
                .doOnError(failure -> log.warn("Redis is not there yet: {}", failure.toString()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE).maxBackoff(LONGEST_PAUSE));
    }

    @Override
    public void destroy() {
        running.dispose();
    }
}
