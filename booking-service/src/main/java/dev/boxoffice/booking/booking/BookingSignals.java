package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.redis.RedisTopics;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Wakes those who wait for a booking, in this instance at once and in others through Redis (channel
/// `bo:bookings`). A wake-up can be lost with Redis, so nobody relies on one: they look by themselves now and
/// then.
@Component
class BookingSignals {

    private static final String CHANNEL = "bo:bookings";

    private final ConcurrentHashMap<UUID, ConcurrentHashMap<Semaphore, Boolean>> waiting = new ConcurrentHashMap<>();

    BookingSignals(RedisTopics topics) {
        topics.listen(CHANNEL, message -> TimeOrderedId.parse(message).ifPresent(this::wake));
    }

    void wake(UUID booking) {
        var listeners = waiting.get(booking);
        if (listeners != null) {
            listeners.keySet().forEach(Semaphore::release);
        }
    }

    /// Register before looking at the booking, so that no change falls in between.
    Listener listen(UUID booking) {
        var wake = new Semaphore(0);
        waiting.compute(booking, (_, listeners) -> {
            var all = listeners == null ? new ConcurrentHashMap<Semaphore, Boolean>() : listeners;
            all.put(wake, true);
            return all;
        });
        return new Listener(booking, wake);
    }

    final class Listener implements AutoCloseable {
        private final UUID booking;
        private final Semaphore wake;

        private Listener(UUID booking, Semaphore wake) {
            this.booking = booking;
            this.wake = wake;
        }

        void await(long nanos) throws InterruptedException {
            if (wake.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                wake.drainPermits();
            }
        }

        @Override
        public void close() {
            waiting.computeIfPresent(booking, (_, listeners) -> {
                listeners.remove(wake);
                return listeners.isEmpty() ? null : listeners;
            });
        }
    }
}
