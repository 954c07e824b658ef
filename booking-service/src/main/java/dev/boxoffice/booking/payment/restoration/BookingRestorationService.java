package dev.boxoffice.booking.payment.restoration;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.payment.stripe.BookingCopyCodec;
import dev.boxoffice.booking.payment.stripe.MadePayment;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Makes bookings again of which only the payment is left.
@Service
class BookingRestorationService {

    private static final Logger log = LoggerFactory.getLogger(BookingRestorationService.class);

    private final BookingRepository bookings;
    private final RestoredBookingRepository restored;
    private final BookingCopyCodec copies;
    private final Clock clock;

    BookingRestorationService(
            BookingRepository bookings, RestoredBookingRepository restored, BookingCopyCodec copies, Clock clock) {
        this.bookings = bookings;
        this.restored = restored;
        this.copies = copies;
        this.clock = clock;
    }

    Optional<Booking> find(UUID booking) {
        return bookings.find(booking);
    }

    /// Without seats yet. Empty where the payment carries no copy that is ours and about itself.
    Optional<Booking> restore(MadePayment payment) {
        return copies.decode(payment.metadata())
                .filter(copy -> copy.id().equals(payment.booking()))
                .flatMap(copy -> {
                    if (restored.insert(copy, clock.instant())) {
                        log.warn(
                                "Booking {} of payment {} was not known, and is made again",
                                copy.id(),
                                payment.intent());
                    }
                    return bookings.find(copy.id());
                });
    }
}
