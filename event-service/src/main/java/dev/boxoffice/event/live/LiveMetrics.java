package dev.boxoffice.event.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// What operators see of the live seat map.
@Component
class LiveMetrics {

    private final MeterRegistry registry;
    private final AtomicInteger watchers;
    private final AtomicInteger pollers;
    private final Counter frames;
    private final Counter changes;
    private final Counter resnapshots;
    private final Counter fellBehind;
    private final Counter closedStuck;
    private final Timer expiryLag;
    private volatile Supplier<Duration> lag = () -> Duration.ZERO;

    LiveMetrics(MeterRegistry registry) {
        this.registry = registry;
        watchers = registry.gauge("boxoffice.live.watchers", new AtomicInteger());
        pollers = registry.gauge("boxoffice.live.pollers", new AtomicInteger());
        frames = registry.counter("boxoffice.live.frames");
        changes = registry.counter("boxoffice.live.changes");
        resnapshots = registry.counter("boxoffice.live.resnapshots");
        expiryLag = Timer.builder("boxoffice.hold.expiry.lag")
                .description("From the end of a hold to the announcement that its seats are free, where somebody looks")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
        closedStuck = registry.counter("boxoffice.live.watchers.stuck");
        fellBehind = registry.counter("boxoffice.live.watchers.behind");
    }

    /// How old the oldest seat map is that anybody watches. Kept here: a registry holds what it asks only weakly.
    void registerLag(Supplier<Duration> oldest) {
        lag = oldest;
        TimeGauge.builder(
                        "boxoffice.live.lag",
                        this,
                        TimeUnit.SECONDS,
                        metrics -> metrics.lag.get().toNanos() / 1e9)
                .register(registry);
    }

    AtomicInteger watchers() {
        return watchers;
    }

    AtomicInteger pollers() {
        return pollers;
    }

    void frame(int seats) {
        frames.increment();
        changes.increment(seats);
    }

    void expired(long lagMillis) {
        expiryLag.record(lagMillis, TimeUnit.MILLISECONDS);
    }

    void resnapshot() {
        resnapshots.increment();
    }

    void closedStuck() {
        closedStuck.increment();
    }

    double closedStuckCount() {
        return closedStuck.count();
    }

    void fellBehind() {
        fellBehind.increment();
    }
}
