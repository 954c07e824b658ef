package dev.boxoffice.platform.redis;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import reactor.core.publisher.Mono;

/// Stands before Redis: answers "out" at once while Redis fails or does not answer in time, so that nobody waits for
/// it. What is slow on our own side, in a rush, is not held against it.
///
/// The gauge `boxoffice.redis.breaker.open` is 1 while Redis is left alone.
public final class RedisGuard {
    private static final Logger log = LoggerFactory.getLogger(RedisGuard.class);

    private final CircuitBreaker breaker;
    private final AtomicLong outages = new AtomicLong();

    public RedisGuard(RedisGuardProperties properties, MeterRegistry metrics) {
        this.breaker = CircuitBreaker.of(
                "redis",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(properties.window())
                        .minimumNumberOfCalls(properties.minimumCalls())
                        .failureRateThreshold(properties.failureRate())
                        .waitDurationInOpenState(properties.openFor())
                        .permittedNumberOfCallsInHalfOpenState(properties.trialCalls())
                        .recordExceptions(DataAccessException.class)
                        .build());
        breaker.getEventPublisher().onStateTransition(change -> {
            log.warn("Redis breaker: {}", change.getStateTransition());
            if (change.getStateTransition().getToState() == State.OPEN) {
                outages.incrementAndGet();
            }
        });
        metrics.gauge("boxoffice.redis.breaker.open", breaker, it -> it.getState() == State.OPEN ? 1 : 0);
    }

    /// Empty when Redis is out. Whether the call took effect is then unknown.
    public <T> Optional<T> ask(Supplier<T> call) {
        try {
            return Optional.of(breaker.executeSupplier(call));
        } catch (CallNotPermittedException open) {
            return Optional.empty();
        } catch (DataAccessException failed) {
            log.debug("Redis failed", failed);
            return Optional.empty();
        }
    }

    /// For a call that may run twice without harm: one lost answer does not yet mean that Redis is out.
    public <T> Optional<T> askTwice(Supplier<T> call) {
        var answer = ask(call);
        return answer.isPresent() || breaker.getState() != State.CLOSED ? answer : ask(call);
    }

    /// The same for reactive callers: fails with [RedisUnavailableException] where [#ask] is empty.
    public <T> Mono<T> guard(Mono<T> call) {
        return Mono.defer(() -> {
            if (!breaker.tryAcquirePermission()) {
                return Mono.error(new RedisUnavailableException(
                        CallNotPermittedException.createCallNotPermittedException(breaker)));
            }
            var start = breaker.getCurrentTimestamp();
            return call.doOnSuccess(_ -> breaker.onSuccess(since(start), breaker.getTimestampUnit()))
                    .doOnError(failure -> breaker.onError(since(start), breaker.getTimestampUnit(), failure))
                    .doOnCancel(breaker::releasePermission)
                    .onErrorMap(DataAccessException.class, RedisUnavailableException::new);
        });
    }

    private long since(long start) {
        return breaker.getCurrentTimestamp() - start;
    }

    /// How often Redis has gone out so far. What was known of its contents before is not to be relied on after.
    public long outages() {
        return outages.get();
    }
}
