package dev.boxoffice.booking.payment;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingTransitions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Runs attempts to pay beside the requests that asked for them, no more at a time than Stripe and we can
/// stand.
@Component
class Payments {

    private static final Logger log = LoggerFactory.getLogger(Payments.class);

    private final StripePayments stripe;
    private final Settlement settlement;
    private final BookingTransitions transitions;
    private final Clock clock;
    private final Semaphore slots;

    Payments(
            StripePayments stripe,
            Settlement settlement,
            BookingTransitions transitions,
            PaymentProperties properties,
            Slots slots) {
        this.stripe = stripe;
        this.settlement = settlement;
        this.transitions = transitions;
        this.clock = slots.clock();
        this.slots = slots.semaphore();
    }

    /// How many payments may be open with Stripe.
    @Component
    record Slots(Semaphore semaphore, Clock clock) {
        @Autowired
        Slots(PaymentProperties properties, Clock clock, MeterRegistry metrics) {
            this(new Semaphore(properties.maxInFlight()), clock);
            metrics.gauge(
                    "boxoffice.booking.payments.open",
                    semaphore,
                    free -> properties.maxInFlight() - (double) free.availablePermits());
        }
    }

    /// Take a slot before claiming seats: a claim that then had to wait for one would block them for nothing.
    boolean tryEnter() {
        return slots.tryAcquire();
    }

    void leave() {
        slots.release();
    }

    /// Pays for a booking, in a slot taken before, and gives the slot back.
    void run(Booking booking) {
        if (booking.isFree()) {
            try {
                transitions.confirm(booking.event(), booking.id(), null, null, clock.instant());
            } finally {
                leave();
            }
            return;
        }
        Thread.ofVirtual().name("payment").start(() -> {
            try {
                settlement.settle(booking, stripe.attempt(booking));
            } catch (RuntimeException failed) {
                log.error("Booking {} is left to the reconciler", booking.id(), failed);
            } finally {
                leave();
            }
        });
    }
}
