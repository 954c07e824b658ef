package dev.boxoffice.standalone.stripe.fault;

import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Decides for each request and delivery whether the faults in force strike it.
public final class StripeFaultInjector {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private volatile StripeFaults faults = StripeFaults.NONE;
    private final AtomicInteger dropNext = new AtomicInteger();
    private final AtomicInteger failNext = new AtomicInteger();
    private final AtomicInteger loseNext = new AtomicInteger();

    public StripeFaults current() {
        return faults;
    }

    public void set(StripeFaults next) {
        faults = next;
        dropNext.set(next.deliveries().dropNext());
        failNext.set(next.requests().failNext());
        loseNext.set(next.requests().loseNext());
    }

    public boolean failsRequest() {
        return taken(failNext) || strikes(faults.requests().errorRate());
    }

    public boolean losesResponse() {
        return taken(loseNext) || strikes(faults.requests().loseRate());
    }

    public boolean dropsWebhook() {
        return taken(dropNext) || strikes(faults.deliveries().dropRate());
    }

    /// Returns once an answer may be given: at the latest when the faults in force delay it no more.
    public void awaitLatency() {
        var since = System.nanoTime();
        for (var left = latencyLeft(since);
                left > 0 && !Thread.currentThread().isInterrupted();
                left = latencyLeft(since)) {
            LockSupport.parkNanos(Math.min(left, LOOK_AGAIN.toNanos()));
        }
    }

    private long latencyLeft(long since) {
        return TimeUnit.MILLISECONDS.toNanos(faults.requests().latencyMs()) - (System.nanoTime() - since);
    }

    public int copies() {
        return Math.max(1, faults.deliveries().repeat());
    }

    public long webhookDelayMs() {
        var window = faults.deliveries().reorderMs();
        return faults.deliveries().delayMs()
                + (window == 0 ? 0 : ThreadLocalRandom.current().nextLong(window + 1));
    }

    @Nullable
    public SimulatedOutcome outcome() {
        return faults.outcome();
    }

    private static boolean taken(AtomicInteger left) {
        return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }

    private static boolean strikes(double rate) {
        return rate > 0 && ThreadLocalRandom.current().nextDouble() < rate;
    }
}
