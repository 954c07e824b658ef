package dev.boxoffice.booking.payment.reconciliation;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.payment.BatchWorker;
import dev.boxoffice.booking.payment.PaymentProperties;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/// Reconciles the bookings that are due.
@Component
class ReconciliationWorker extends BatchWorker<Booking> {

    private final PaymentCheckRepository checks;
    private final ReconciliationService reconciliation;
    private final Clock clock;

    ReconciliationWorker(
            PaymentCheckRepository checks,
            ReconciliationService reconciliation,
            PaymentProperties properties,
            Clock clock) {
        super("reconciliation", properties.checkPoll());
        this.checks = checks;
        this.reconciliation = reconciliation;
        this.clock = clock;
    }

    @Override
    protected List<Booking> takeDue() {
        return checks.takeDue(clock.instant());
    }

    @Override
    protected void handle(Booking booking) {
        if (booking.status().isInFlight()) {
            reconciliation.reconcile(booking, clock.instant());
        } else {
            checks.forget(booking);
        }
    }
}
