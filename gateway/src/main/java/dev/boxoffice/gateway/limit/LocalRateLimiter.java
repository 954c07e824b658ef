package dev.boxoffice.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.boxoffice.gateway.limit.RateLimitProperties.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The same buckets in this process alone: what limits while Redis is out, each gateway for itself.
final class LocalRateLimiter {

    private final Cache<String, AtomicLong> fullAt;
    private final Clock clock;

    LocalRateLimiter(int most, Clock clock) {
        this.fullAt = Caffeine.newBuilder().maximumSize(most).build();
        this.clock = clock;
    }

    RateLimitStatus take(String key, String policy, Bucket bucket) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        long earn = bucket.earnMicros();
        long depth = earn * bucket.burst();
        AtomicLong full = fullAt.get(key, _ -> new AtomicLong());
        while (true) {
            long before = full.get();
            long start = Math.max(before, now);
            long after = start + earn;
            if (after - depth > now) {
                return new RateLimitStatus(policy, bucket, false, 0, micros(after - depth - now), micros(start - now));
            }
            if (full.compareAndSet(before, after)) {
                long left = (depth - (after - now)) / earn;
                return new RateLimitStatus(policy, bucket, true, left, Duration.ZERO, micros(after - now));
            }
        }
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
