package dev.boxoffice.search.answer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// Counts how often an answer was already there.
@Component
final class AnswerCacheMetrics {

    private final Counter hits;
    private final Counter misses;
    private final Counter bypasses;

    AnswerCacheMetrics(MeterRegistry meters) {
        this.hits = counter(meters, "hit");
        this.misses = counter(meters, "miss");
        this.bypasses = counter(meters, "bypass");
        Gauge.builder("boxoffice.search.cache.hit.ratio", this::hitRatio)
                .description("Share of searches answered from Redis since this instance started")
                .register(meters);
    }

    private static Counter counter(MeterRegistry meters, String result) {
        return Counter.builder("boxoffice.search.cache")
                .description("Searches by what the answer cache had; bypass means Redis was out")
                .tag("result", result)
                .register(meters);
    }

    private double hitRatio() {
        var all = hits.count() + misses.count() + bypasses.count();
        return all == 0 ? 0 : hits.count() / all;
    }

    void hit() {
        hits.increment();
    }

    void miss() {
        misses.increment();
    }

    void bypass() {
        bypasses.increment();
    }
}
