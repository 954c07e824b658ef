package dev.boxoffice.search.answer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// A number in Redis that grows when cached answers go out of date; an answer of an older generation is no hit.
@Component
public final class AnswerCacheStore {

    public static final String KEY = "bo:search:generation";

    private static final Logger log = LoggerFactory.getLogger(AnswerCacheStore.class);

    private final StringRedisTemplate redis;

    AnswerCacheStore(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /// Without Redis there are no cached answers to drop, so a failure here is only worth a word.
    public void next() {
        try {
            redis.opsForValue().increment(KEY);
        } catch (RuntimeException unreachable) {
            log.warn("Cached answers could not be dropped, they live a minute at most: {}", unreachable.toString());
        }
    }
}
