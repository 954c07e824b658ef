package dev.boxoffice.gateway.redis;

import dev.boxoffice.platform.redis.RedisUnavailableException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Redis as the gateway uses it: every call either answers soon or fails soon with [RedisUnavailableException].
@Component
public class Redis implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Redis.class);

    private final RedisClients clients;
    private final CircuitBreaker breaker;
    private final Disposable.Composite connecting = Disposables.composite();

    private volatile @Nullable RedisClusterAsyncCommands<String, byte[]> commands;

    Redis(RedisProperties properties) {
        this.clients = RedisClients.of(properties);
        this.breaker = CircuitBreaker.of(
                "redis",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(2 * properties.breakerFailures())
                        .minimumNumberOfCalls(properties.breakerFailures())
                        .waitDurationInOpenState(properties.breakerOpen())
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .build());
        connecting.add(forever(clients.commands()).subscribe(open -> commands = open));
    }

    /// Runs a script by its digest, and sends its text only where Redis does not know it.
    public Mono<List<Object>> eval(LuaScript script, List<String> keys, byte[]... args) {
        String[] keyArray = keys.toArray(String[]::new);
        return call(redis -> redis.<List<Object>>evalsha(script.sha1(), ScriptOutputType.MULTI, keyArray, args))
                .onErrorResume(
                        RedisNoScriptException.class,
                        _ -> call(redis -> redis.eval(script.text(), ScriptOutputType.MULTI, keyArray, args)))
                .onErrorMap(RedisNoScriptException.class, RedisUnavailableException::new);
    }

    /// Runs one command.
    public <T> Mono<T> call(Function<RedisClusterAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
        return Mono.defer(() -> {
            RedisClusterAsyncCommands<String, byte[]> open = commands;
            if (open == null || !breaker.tryAcquirePermission()) {
                return Mono.error(new RedisUnavailableException(
                        CallNotPermittedException.createCallNotPermittedException(breaker)));
            }
            return Mono.fromCompletionStage(() -> command.apply(open))
                    .doOnSuccess(_ -> breaker.onSuccess(0, TimeUnit.NANOSECONDS))
                    .doOnCancel(breaker::releasePermission)
                    .onErrorMap(this::failed);
        });
    }

    private Throwable failed(Throwable error) {
        if (error instanceof RedisNoScriptException) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            return error;
        }
        breaker.onError(0, TimeUnit.NANOSECONDS, error);
        return new RedisUnavailableException(error);
    }

    /// Calls `listener` with each message of a channel, for as long as the gateway runs.
    public void listen(String channel, Consumer<String> listener) {
        connecting.add(forever(clients.pubSub().flatMap(open -> {
                    open.addListener(new RedisPubSubAdapter<String, byte[]>() {
                        @Override
                        public void message(String from, byte[] message) {
                            listener.accept(new String(message, StandardCharsets.UTF_8));
                        }
                    });
                    // Lettuce subscribes again by itself whenever it reconnects.
                    return Mono.fromCompletionStage(() -> open.async().subscribe(channel))
                            .onErrorResume(error ->
                                    Mono.fromCompletionStage(open.closeAsync()).then(Mono.error(error)));
                }))
                .subscribe());
    }

    /// Redis may come up after us.
    private static <T> Mono<T> forever(Mono<T> connect) {
        return connect.doOnError(error -> log.warn("Redis is not there yet: {}", reason(error)))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(2)));
    }

    private static String reason(Throwable error) {
        return error.getCause() == null ? error.toString() : error + " caused by " + error.getCause();
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] utf8(long number) {
        return utf8(Long.toString(number));
    }

    public static String text(Object reply) {
        return reply instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(reply);
    }

    public static long number(Object reply) {
        return reply instanceof Long number ? number : Long.parseLong(text(reply));
    }

    @Override
    public void destroy() {
        connecting.dispose();
        clients.close();
    }
}
