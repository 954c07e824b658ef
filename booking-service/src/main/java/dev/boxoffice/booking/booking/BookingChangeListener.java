package dev.boxoffice.booking.booking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.boxoffice.booking.redis.RedisChannelListener;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Notifies those who wait for a booking: of a change in this instance at once and with the booking itself, of
/// one in another when Redis's channel `bo:bookings` says so. A notification can be lost with Redis;
/// [BookingChangeWorker] makes up for it.
@Component
class BookingChangeListener {

    private static final String CHANNEL = "bo:bookings";
    private static final int MAX_REMEMBERED = 20_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final ConcurrentHashMap<UUID, ConcurrentHashMap<Semaphore, Boolean>> subscriptions =
            new ConcurrentHashMap<>();

    /// Bookings claimed here of late, as they were last seen here; whoever waits for one need not read it.
    private final Cache<UUID, Booking> latest = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    BookingChangeListener(RedisChannelListener channels) {
        channels.subscribe(CHANNEL, message -> TimeOrderedId.parse(message).ifPresent(this::notifyChanged));
    }

    /// Somebody is about to wait for it.
    void remember(Booking booking) {
        latest.put(booking.id(), booking);
    }

    /// Something has happened to it, and what it was has to be read. Our own news comes back this way too: what
    /// has its tickets, or was refused, stays as it is while anybody waits for the payment.
    void notifyChanged(UUID booking) {
        latest.asMap().computeIfPresent(booking, (_, known) -> known.status().isInFlight() ? null : known);
        wake(booking);
    }

    void notifyChanged(Booking booking) {
        latest.asMap().computeIfPresent(booking.id(), (_, _) -> booking);
        wake(booking.id());
    }

    private void wake(UUID booking) {
        var subscribers = subscriptions.get(booking);
        if (subscribers != null) {
            subscribers.keySet().forEach(Semaphore::release);
        }
    }

    /// What came of a payment under way, as far as it is known here without reading. A later attempt is another
    /// payment.
    Optional<Booking> latest(Booking known) {
        return Optional.ofNullable(latest.getIfPresent(known.id()))
                .filter(_ -> known.status().isInFlight())
                .filter(now -> now.attempt().number() == known.attempt().number())
                .filter(now -> !now.status().isInFlight() || now.status() == known.status());
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
