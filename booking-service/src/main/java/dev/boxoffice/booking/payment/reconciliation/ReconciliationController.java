package dev.boxoffice.booking.payment.reconciliation;

import dev.boxoffice.booking.booking.BookingProblems;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// `POST /operator/bookings/{bookingId}/reconciliation`: asks Stripe about one booking now. Inside the platform only.
@RestController
class ReconciliationController {

    private static final Logger log = LoggerFactory.getLogger(ReconciliationController.class);

    /// @param payment what Stripe says: `Succeeded`, `Canceled`, `Unknown`, …
    record Reconciliation(UUID bookingId, UUID eventId, BookingStatus before, BookingStatus after, String payment) {}

    private final BookingRepository bookings;
    private final ReconciliationService reconciliation;

    ReconciliationController(BookingRepository bookings, ReconciliationService reconciliation) {
        this.bookings = bookings;
        this.reconciliation = reconciliation;
    }

    @PostMapping("/operator/bookings/{bookingId}/reconciliation")
    Reconciliation reconcile(@PathVariable String bookingId) {
        var booking = TimeOrderedId.parse(bookingId).flatMap(bookings::find).orElseThrow(BookingProblems::notFound);
        var payment = reconciliation.reconcileNow(booking);
        var after = bookings.find(booking.event(), booking.id()).orElse(booking);
        log.info("An operator had booking {} reconciled: {}", booking.id(), after.status());
        return new Reconciliation(
                booking.id(),
                booking.event(),
                booking.status(),
                after.status(),
                payment.getClass().getSimpleName());
    }
}
