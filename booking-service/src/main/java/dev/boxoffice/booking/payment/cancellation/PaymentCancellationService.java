package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.payment.PaymentProperties;
import java.time.Instant;
import org.springframework.stereotype.Service;

/// M7: the buyer has left the browser, or does not want to pay any more: the payment is cancelled at Stripe, then the
/// seats are free. Where Stripe does not say so at once, it is tried on.
@Service
class PaymentCancellationService {

    private final CancellationItemRepository items;
    private final CancellationItemService cancellations;
    private final BookingRepository bookings;
    private final PaymentProperties properties;

    PaymentCancellationService(
            CancellationItemRepository items,
            CancellationItemService cancellations,
            BookingRepository bookings,
            PaymentProperties properties) {
        this.items = items;
        this.cancellations = cancellations;
        this.bookings = bookings;
        this.properties = properties;
    }

    Booking cancel(Booking booking, Instant now) {
        var item = items.insert(booking, now.plus(properties.checkLease()));
        if (!cancellations.cancel(item, now)) {
            items.postpone(item, "its payment is under way", now.plus(properties.retryPause(item.attempts())));
        }
        return bookings.find(booking.event(), booking.id()).orElse(booking);
    }
}
