package dev.boxoffice.booking.booking;

import dev.boxoffice.platform.outbox.OutboxRepository;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tells those who follow a booking that its money is back.
@Component
public class RefundNews {

    private final BookingSignals signals;
    private final OutboxRepository outbox;

    RefundNews(BookingSignals signals, OutboxRepository outbox) {
        this.signals = signals;
        this.outbox = outbox;
    }

    public void refunded(UUID booking) {
        signals.wake(booking);
        outbox.nudge();
    }
}
