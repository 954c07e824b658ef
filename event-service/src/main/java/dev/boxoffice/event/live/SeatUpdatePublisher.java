package dev.boxoffice.event.live;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes the seat updates of one event to its streams and waiting pollers, by one thread that runs while there are
/// any.
final class SeatUpdatePublisher {

    private static final Logger log = LoggerFactory.getLogger(SeatUpdatePublisher.class);

    private final LiveSeatMap seatMap;
    private final LiveProperties properties;
    private final LiveMetrics metrics;
    private final Set<SeatStreamSubscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition pause = lock.newCondition();
    private int pollers;
    private boolean running;
    private boolean closed;
    /// The newest frame the subscribers were notified of; used by that one thread only.
    private long published;

    SeatUpdatePublisher(LiveSeatMap seatMap, LiveProperties properties, LiveMetrics metrics) {
        this.seatMap = seatMap;
        this.properties = properties;
        this.metrics = metrics;
    }

    void subscribe(SeatStreamSubscriber subscriber) {
        subscribers.add(subscriber);
        metrics.watchers().incrementAndGet();
        lock.lock();
        try {
            ensureRunning();
        } finally {
            lock.unlock();
        }
    }

    void unsubscribe(SeatStreamSubscriber subscriber) {
        if (subscribers.remove(subscriber)) {
            metrics.watchers().decrementAndGet();
        }
    }

    /// Waits until the event has another version than that, or the time is over.
    void awaitChange(long version, Duration atMost) throws InterruptedException {
        var left = atMost.toNanos();
        lock.lock();
        try {
            pollers++;
            ensureRunning();
            while (!closed && seatMap.version() == version && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            pollers--;
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return pollers == 0 && subscribers.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        subscribers.forEach(SeatStreamSubscriber::close);
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void ensureRunning() {
        if (!running) {
            running = true;
            Thread.ofVirtual().name("seats-" + seatMap.eventId()).start(this::run);
        }
    }

    private void run() {
        var heartbeatAt = System.nanoTime() + properties.heartbeatInterval().toNanos();
        while (awaitNextFrame()) {
            try {
                publishChanges();
                if (System.nanoTime() - heartbeatAt >= 0) {
                    heartbeatAt =
                            System.nanoTime() + properties.heartbeatInterval().toNanos();
                    closeStuckSubscribers();
                    seatMap.heartbeat();
                }
            } catch (RuntimeException failure) {
                log.warn("The seats of event {} could not be published: {}", seatMap.eventId(), failure.toString());
            }
        }
    }

    private void publishChanges() {
        try {
            seatMap.refresh();
        } finally {
            // Also when the stores fail: somebody's read, or the heartbeat, may have added a frame meanwhile.
            var newest = seatMap.lastSequence();
            if (newest != published) {
                published = newest;
                notifyAllOfChange();
            }
        }
    }

    private void notifyAllOfChange() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        subscribers.forEach(SeatStreamSubscriber::changed);
    }

    /// A socket that takes nothing for so long belongs to nobody who still watches.
    private void closeStuckSubscribers() {
        subscribers.stream()
                .filter(subscriber -> subscriber.isStuckFor(properties.stuckAfter()))
                .forEach(subscriber -> {
                    metrics.closedStuck();
                    subscriber.close();
                });
    }

    /// Pauses until the next frame is due; false when no subscriber is left.
    private boolean awaitNextFrame() {
        lock.lock();
        try {
            var left = interval().toNanos();
            while (left > 0) {
                left = pause.awaitNanos(left);
            }
            if (pollers == 0 && subscribers.isEmpty()) {
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
        if (seatMap.isWithoutRedis()) {
            return properties.fallbackInterval();
        }
        return subscribers.size() < properties.crowd() ? properties.frameInterval() : properties.crowdedFrameInterval();
    }
}
