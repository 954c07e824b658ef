package dev.boxoffice.search.answer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// Keeps answers to popular questions in Redis for half a minute or so, across instances, and without ever being
/// needed.
///
/// An answer carries the generation it was computed in; once the index changes noticeably the generation moves on, and
/// older answers are no hits any more: fresh within seconds although they would live longer.
@Component
public final class AnswerCacheService {

    private static final Logger log = LoggerFactory.getLogger(AnswerCacheService.class);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final String NO_GENERATION = "0";
    private static final char SEPARATOR = '|';

    private final StringRedisTemplate redis;
    private final AnswerCacheProperties limits;
    private final SharedComputation sharedWork = new SharedComputation();
    private final AnswerCacheMetrics metrics;
    private final AtomicLong restsUntilNanos = new AtomicLong(System.nanoTime());

    AnswerCacheService(StringRedisTemplate redis, AnswerCacheProperties limits, AnswerCacheMetrics metrics) {
        this.redis = redis;
        this.limits = limits;
        this.metrics = metrics;
    }

    /// The kept answer to a question, or a computed one. Callers that ask the same at once share one computation.
    String answer(String question, Supplier<String> compute) {
        if (!limits.enabled()) {
            return compute.get();
        }
        return sharedWork.once(question, () -> keptOr(question, compute));
    }

    private String keptOr(String question, Supplier<String> compute) {
        if (System.nanoTime() - restsUntilNanos.get() < 0) {
            metrics.bypass();
            return compute.get();
        }
        var key = "bo:search:answer:" + digest(question);
        Looked looked;
        try {
            looked = look(key);
            if (looked.answer() == null && !lock(key)) {
                looked = waitForAnother(key, looked);
            }
        } catch (RuntimeException unreachable) {
            return withoutRedis(unreachable, compute);
        }
        if (looked.answer() != null) {
            metrics.hit();
            return looked.answer();
        }
        metrics.miss();
        var answer = compute.get();
        keep(key, looked.generation(), answer);
        return answer;
    }

    private record Looked(String generation, @Nullable String answer) {}

    /// One round trip for both: an answer is only as good as its generation.
    private Looked look(String key) {
        var values = redis.opsForValue().multiGet(List.of(AnswerCacheStore.KEY, key));
        if (values == null) {
            return new Looked(NO_GENERATION, null);
        }
        var generation = values.get(0) == null ? NO_GENERATION : values.get(0);
        var kept = values.get(1);
        return kept != null && kept.startsWith(generation + SEPARATOR)
                ? new Looked(generation, kept.substring(generation.length() + 1))
                : new Looked(generation, null);
    }

    private boolean lock(String key) {
        return Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(lockOf(key), "1", limits.lock()));
    }

    private static String lockOf(String key) {
        return key + ":lock";
    }

    /// Another instance computes it already: its answer will be here sooner than ours.
    private Looked waitForAnother(String key, Looked first) {
        var looked = first;
        var deadline = System.nanoTime() + limits.waiting().toNanos();
        while (looked.answer() == null && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(LOOK.toNanos());
            looked = look(key);
        }
        return looked;
    }

    private void keep(String key, String generation, String answer) {
        try {
            var life = limits.ttl()
                    .plusMillis(
                            ThreadLocalRandom.current().nextLong(limits.jitter().toMillis() + 1));
            redis.opsForValue().set(key, generation + SEPARATOR + answer, life);
            redis.delete(lockOf(key));
        } catch (RuntimeException unreachable) {
            rest(unreachable);
        }
    }

    private String withoutRedis(RuntimeException failure, Supplier<String> compute) {
        rest(failure);
        metrics.bypass();
        return compute.get();
    }

    private void rest(RuntimeException failure) {
        log.warn("Redis keeps no answers for now: {}", failure.toString());
        restsUntilNanos.set(System.nanoTime() + limits.restAfterFailure().toNanos());
    }

    private static String digest(String question) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(question.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
