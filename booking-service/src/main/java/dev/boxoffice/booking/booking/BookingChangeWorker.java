package dev.boxoffice.booking.booking;

import dev.boxoffice.platform.worker.Worker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// D7: looks after all bookings that somebody waits for, in one statement for all of them, lest a notification
/// was lost. So however many streams are open, none asks Postgres by itself.
@Component
class BookingChangeWorker extends Worker {

    /// How long a lost notification can cost.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final BookingRepository bookings;
    private final BookingChangeListener changes;
    private Map<UUID, Long> known = Map.of();

    BookingChangeWorker(BookingRepository bookings, BookingChangeListener changes) {
        super("booking-changes", PAUSE);
        this.bookings = bookings;
        this.changes = changes;
    }

    /// One seen for the first time may have changed since its waiter looked.
    @Override
    protected boolean runOnce() {
        var subscribed = changes.subscribed();
        var versions = subscribed.isEmpty() ? Map.<UUID, Long>of() : bookings.versionsOf(subscribed);
        versions.forEach((booking, version) -> {
            if (!version.equals(known.get(booking))) {
                changes.notifyChanged(booking);
            }
        });
        known = new HashMap<>(versions);
        return false;
    }
}
