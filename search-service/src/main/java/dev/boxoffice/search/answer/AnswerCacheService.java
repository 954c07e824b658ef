package dev.boxoffice.search.answer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/// Keeps answers to popular questions for half a minute at most, across instances, and without ever being
/// needed.
@Service
public class AnswerCacheService {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final AnswerCacheStore store;
    private final AnswerCacheProperties properties;
    private final AnswerCacheMetrics metrics;
    private final SharedComputation computations = new SharedComputation();

    AnswerCacheService(AnswerCacheStore store, AnswerCacheProperties properties, AnswerCacheMetrics metrics) {
        this.store = store;
        this.properties = properties;
        this.metrics = metrics;
    }

    /// The cached answer to a question, or a computed one. Callers that ask the same at once share one computation.
    public String answer(String question, Supplier<String> compute) {
        return properties.enabled() ? computations.once(question, () -> cachedOr(question, compute)) : compute.get();
    }

    /// How long browsers and edges may keep an answer that everybody may see.
    public Duration edgeMaxAge() {
        return properties.edge();
    }

    private String cachedOr(String question, Supplier<String> compute) {
        var found = find(question);
        if (found.isEmpty()) {
            metrics.bypass();
            return compute.get();
        }
        var body = found.get().body();
        if (body != null) {
            metrics.hit();
            return body;
        }
        metrics.miss();
        var answer = compute.get();
        store.put(question, found.get().generation(), answer, ttl());
        return answer;
    }

    private Optional<CachedAnswer> find(String question) {
        var found = store.find(question);
        if (found.isEmpty() || found.get().body() != null) {
            return found;
        }
        return store.lock(question, properties.lock()).flatMap(ours -> ours ? found : awaitAnother(question));
    }

    /// Another instance computes it already: its answer will be here sooner than ours.
    private Optional<CachedAnswer> awaitAnother(String question) {
        var deadline = System.nanoTime() + properties.waiting().toNanos();
        while (true) {
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            var found = store.find(question);
            if (found.isEmpty() || found.get().body() != null || System.nanoTime() - deadline >= 0) {
                return found;
            }
        }
    }

    /// Random, so that answers stored together do not end together.
    private Duration ttl() {
        var longest = properties.ttl().toMillis();
        var jitter = Math.min(properties.jitter().toMillis(), longest - 1);
        return Duration.ofMillis(longest - ThreadLocalRandom.current().nextLong(jitter + 1));
    }
}
