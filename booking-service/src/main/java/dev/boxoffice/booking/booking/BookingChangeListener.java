package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.redis.RedisChannelListener;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Notifies those who wait for a booking: of a change in this instance at once, of one in another when Redis's channel
/// `bo:bookings` says so. A notification can be lost with Redis; [BookingChangeWorker] makes up for it.
@Component
class BookingChangeListener {

    private static final String CHANNEL = "bo:bookings";

    private final ConcurrentHashMap<UUID, ConcurrentHashMap<Semaphore, Boolean>> subscriptions =
            new ConcurrentHashMap<>();

    BookingChangeListener(RedisChannelListener channels) {
        channels.subscribe(CHANNEL, message -> TimeOrderedId.parse(message).ifPresent(this::notifyChanged));
    }

    void notifyChanged(UUID booking) {
        var subscribers = subscriptions.get(booking);
        if (subscribers != null) {
            subscribers.keySet().forEach(Semaphore::release);
        }
    }

    /// The bookings that somebody waits for here.
    Set<UUID> subscribed() {
        return Set.copyOf(subscriptions.keySet());
    }

    /// Subscribe before looking at the booking, so that no change falls in between.
    Subscription subscribe(UUID booking) {
        var wake = new Semaphore(0);
        subscriptions.compute(booking, (_, subscribers) -> {
            var all = subscribers == null ? new ConcurrentHashMap<Semaphore, Boolean>() : subscribers;
            all.put(wake, true);
            return all;
        });
        return new Subscription(booking, wake);
    }

    final class Subscription implements AutoCloseable {
        private final UUID booking;
        private final Semaphore wake;

        private Subscription(UUID booking, Semaphore wake) {
            this.booking = booking;
            this.wake = wake;
        }

        /// @return whether the booking may have changed; else the time is up
        boolean await(long nanos) throws InterruptedException {
            if (!wake.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                return false;
            }
            wake.drainPermits();
            return true;
        }

        @Override
        public void close() {
            subscriptions.computeIfPresent(booking, (_, subscribers) -> {
                subscribers.remove(wake);
                return subscribers.isEmpty() ? null : subscribers;
            });
        }
    }
}
