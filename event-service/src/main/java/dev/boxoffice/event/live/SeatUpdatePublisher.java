package dev.boxoffice.event.live;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everybody who waits for news of one event, and the one thread that brings it to them while there is anybody.
final class SeatUpdatePublisher {

    private static final Logger log = LoggerFactory.getLogger(SeatUpdatePublisher.class);

    private final LiveSeatMap feed;
    private final LiveProperties properties;
    private final LiveMetrics metrics;
    private final Set<SeatStreamSubscriber> watchers = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition pause = lock.newCondition();
    private int pollers;
    private boolean running;
    private boolean dismissed;
    /// The newest frame the watchers were told of; only the one thread knows.
    private long told;

    SeatUpdatePublisher(LiveSeatMap feed, LiveProperties properties, LiveMetrics metrics) {
        this.feed = feed;
        this.properties = properties;
        this.metrics = metrics;
    }

    void join(SeatStreamSubscriber watcher) {
        watchers.add(watcher);
        metrics.watchers().incrementAndGet();
        lock.lock();
        try {
            ensureRunning();
        } finally {
            lock.unlock();
        }
    }

    void leave(SeatStreamSubscriber watcher) {
        if (watchers.remove(watcher)) {
            metrics.watchers().decrementAndGet();
        }
    }

    /// Waits until the event has another version than that, or the time is over.
    void awaitNews(long version, Duration atMost) throws InterruptedException {
        var left = atMost.toNanos();
        lock.lock();
        try {
            pollers++;
            ensureRunning();
            while (!dismissed && feed.version() == version && left > 0) {
                left = news.awaitNanos(left);
            }
        } finally {
            pollers--;
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return pollers == 0 && watchers.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void endAll() {
        watchers.forEach(SeatStreamSubscriber::end);
        lock.lock();
        try {
            dismissed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void ensureRunning() {
        if (!running) {
            running = true;
            Thread.ofVirtual().name("seats-" + feed.eventId()).start(this::run);
        }
    }

    private void run() {
        var heartbeatAt = System.nanoTime() + properties.heartbeatInterval().toNanos();
        while (goOn()) {
            try {
                bringNews();
                if (System.nanoTime() - heartbeatAt >= 0) {
                    heartbeatAt =
                            System.nanoTime() + properties.heartbeatInterval().toNanos();
                    letGoOfTheStuck();
                    feed.heartbeat();
                }
            } catch (RuntimeException failure) {
                log.warn("The seats of event {} could not be told: {}", feed.eventId(), failure.toString());
            }
        }
    }

    private void bringNews() {
        try {
            feed.refresh();
        } finally {
            // Also when the stores fail: somebody's read, or the heartbeat, may have added a frame meanwhile.
            var newest = feed.lastSequence();
            if (newest != told) {
                told = newest;
                tell();
            }
        }
    }

    private void tell() {
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
        watchers.forEach(SeatStreamSubscriber::nudge);
    }

    /// A socket that takes nothing for so long belongs to nobody who still looks.
    private void letGoOfTheStuck() {
        watchers.stream()
                .filter(watcher -> watcher.isStuckFor(properties.stuckAfter()))
                .forEach(watcher -> {
                    metrics.letGo();
                    watcher.end();
                });
    }

    /// Pauses until the next frame is due; false when nobody is left to bring it to.
    private boolean goOn() {
        lock.lock();
        try {
            var left = interval().toNanos();
            while (left > 0) {
                left = pause.awaitNanos(left);
            }
            if (pollers == 0 && watchers.isEmpty()) {
                running = false;
                return false;
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            running = false;
            return false;
        } finally {
            lock.unlock();
        }
    }

    private Duration interval() {
        if (feed.isWithoutRedis()) {
            return properties.fallbackInterval();
        }
        return watchers.size() < properties.crowd() ? properties.frameInterval() : properties.crowdedFrameInterval();
    }
}
