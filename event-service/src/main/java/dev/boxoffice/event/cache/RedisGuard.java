package dev.boxoffice.event.cache;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Redis as something one can do without: after a failure it is left alone for a moment instead of waited for
/// again.
@Component
public final class RedisGuard {

    private static final Logger log = LoggerFactory.getLogger(RedisGuard.class);

    private final long pauseNanos;
    private final AtomicLong failedAt = new AtomicLong();
    private volatile boolean resting;

    RedisGuard(CatalogueCacheProperties properties) {
        this.pauseNanos = properties.pauseAfterFailure().toNanos();
    }

    /// What Redis says, or empty when it did not answer now or a moment ago.
    public <T> Optional<T> ask(Supplier<T> question) {
        if (resting && System.nanoTime() - failedAt.get() < pauseNanos) {
            return Optional.empty();
        }
        try {
            var answer = question.get();
            if (resting) {
                resting = false;
                log.info("Redis answers again");
            }
            return Optional.of(answer);
        } catch (DataAccessException unavailable) {
            failedAt.set(System.nanoTime());
            if (!resting) {
                resting = true;
                log.warn("Redis does not answer, going on without it: {}", unavailable.toString());
            }
            return Optional.empty();
        }
    }
}
