package dev.boxoffice.booking.booking;

import java.time.Duration;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/// Awaits a booking's next status.
@Service
public class BookingStatusService {

    /// How long a lost notification can cost.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final BookingRepository bookings;
    private final BookingChangeListener changes;

    BookingStatusService(BookingRepository bookings, BookingChangeListener changes) {
        this.bookings = bookings;
        this.changes = changes;
    }

    /// The booking as it is when it is far enough, or when the time is up.
    public Booking await(Predicate<Booking> farEnough, Booking booking, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        try (var subscription = changes.subscribe(booking.id())) {
            while (true) {
                var now = bookings.find(booking.event(), booking.id()).orElse(booking);
                var left = end - System.nanoTime();
                if (farEnough.test(now) || left <= 0) {
                    return now;
                }
                subscription.await(Math.min(left, LOOK_AGAIN.toNanos()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return booking;
        }
    }
}
