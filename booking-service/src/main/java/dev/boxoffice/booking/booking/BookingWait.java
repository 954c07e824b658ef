package dev.boxoffice.booking.booking;

import java.time.Duration;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// Waits until a booking has come far enough.
@Component
public class BookingWait {

    /// How long a lost wake-up can cost.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final BookingQueries bookings;
    private final BookingSignals signals;

    BookingWait(BookingQueries bookings, BookingSignals signals) {
        this.bookings = bookings;
        this.signals = signals;
    }

    /// The booking as it is when it is far enough, or when the time is up.
    public Booking until(Predicate<Booking> farEnough, Booking booking, Duration atMost) {
        var end = System.nanoTime() + atMost.toNanos();
        try (var listener = signals.listen(booking.id())) {
            while (true) {
                var now = bookings.find(booking.event(), booking.id()).orElse(booking);
                var left = end - System.nanoTime();
                if (farEnough.test(now) || left <= 0) {
                    return now;
                }
                listener.await(Math.min(left, LOOK_AGAIN.toNanos()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return booking;
        }
    }
}
