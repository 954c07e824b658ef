package dev.boxoffice.search.answer;

import dev.boxoffice.platform.redis.RedisGuard;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// Answers to popular questions in Redis, and the generation they belong to: a number that grows when the index
/// changes noticeably. An answer of an older generation is no hit, so it is fresh within seconds although it
/// would live longer.
@Component
public class AnswerCacheStore {

    private static final Logger log = LoggerFactory.getLogger(AnswerCacheStore.class);
    private static final String GENERATION = "bo:search:generation";
    private static final String NO_GENERATION = "0";
    private static final char SEPARATOR = '|';

    private final StringRedisTemplate redis;
    private final RedisGuard guard;

    AnswerCacheStore(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    /// One round trip for answer and generation: one is only as good as the other. Empty while Redis is out.
    Optional<CachedAnswer> find(String question) {
        return guard.ask(() -> {
            var values = redis.opsForValue().multiGet(List.of(GENERATION, key(question)));
            if (values == null) {
                return new CachedAnswer(NO_GENERATION, null);
            }
            var generation = values.get(0) == null ? NO_GENERATION : values.get(0);
            var answer = values.get(1);
            return answer != null && answer.startsWith(generation + SEPARATOR)
                    ? new CachedAnswer(generation, answer.substring(generation.length() + 1))
                    : new CachedAnswer(generation, null);
        });
    }

    /// Whether the caller is the one to compute the answer; empty while Redis is out.
    Optional<Boolean> lock(String question, Duration atMost) {
        return guard.ask(() -> Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(lockKey(question), "1", atMost)));
    }

    /// Stores an answer and lets those who wait for it have it.
    void put(String question, String generation, String body, Duration ttl) {
        guard.ask(() -> {
            redis.opsForValue().set(key(question), generation + SEPARATOR + body, ttl);
            redis.delete(lockKey(question));
            return true;
        });
    }

    /// From now on every answer is out of date. Without Redis there are none, so a failure is only worth a word.
    public void invalidateAll() {
        if (guard.ask(() -> Optional.ofNullable(redis.opsForValue().increment(GENERATION)))
                .isEmpty()) {
            log.warn("Redis is out: cached answers could not be invalidated, they live half a minute at most");
        }
    }

    private static String lockKey(String question) {
        return key(question) + ":lock";
    }

    private static String key(String question) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(question.getBytes(StandardCharsets.UTF_8));
            return "bo:search:answer:" + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
