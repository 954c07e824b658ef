package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.booking.BookingChangeListener.Subscription;
import java.time.Duration;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/// Awaits a booking's next status.
@Service
public class BookingStatusService {

    private final BookingRepository bookings;
    private final BookingChangeListener changes;

    BookingStatusService(BookingRepository bookings, BookingChangeListener changes) {
        this.bookings = bookings;
        this.changes = changes;
    }

    /// The booking as it is when it is far enough, or when the time is up.
    public Booking await(Predicate<Booking> farEnough, Booking booking, Duration atMost) {
        try (var following = follow(booking)) {
            return following.await(farEnough, atMost);
        }
    }

    /// Close it: until then its changes are looked for.
    public Following follow(Booking booking) {
        return new Following(booking, changes.subscribe(booking.id()));
    }

    /// One who waits for a booking, and reads it only when it may have changed.
    public final class Following implements AutoCloseable {
        private final Subscription subscription;
        private Booking known;
        private boolean isStale = true; // it was read before the subscription began

        private Following(Booking known, Subscription subscription) {
            this.known = known;
            this.subscription = subscription;
        }

        /// The booking as it is when it is far enough, or when the time is up.
        public Booking await(Predicate<Booking> farEnough, Duration atMost) {
            var end = System.nanoTime() + atMost.toNanos();
            try {
                while (true) {
                    if (isStale) {
                        known = changes.latest(known)
                                .or(() -> bookings.find(known.event(), known.id()))
                                .orElse(known);
                    }
                    var left = end - System.nanoTime();
                    if (farEnough.test(known) || left <= 0) {
                        isStale = false;
                        return known;
                    }
                    isStale = subscription.await(left);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return known;
            }
        }

        @Override
        public void close() {
            subscription.close();
        }
    }
}
