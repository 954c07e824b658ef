package dev.boxoffice.booking.payment.confirm;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.ClaimTimes;
import dev.boxoffice.booking.payment.PaymentProperties;
import dev.boxoffice.booking.payment.settlement.SettlementService;
import dev.boxoffice.booking.payment.stripe.StripePaymentClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Makes payments beside the requests that asked for them, no more at a time than Stripe and we can stand.
@Service
class PaymentService {

    private static final Logger log = LoggerFactory.getLogger(PaymentService.class);

    private final StripePaymentClient stripe;
    private final SettlementService settlement;
    private final PaymentProperties properties;
    private final Clock clock;
    private final Semaphore slots;

    PaymentService(
            StripePaymentClient stripe,
            SettlementService settlement,
            PaymentProperties properties,
            Clock clock,
            MeterRegistry metrics) {
        this.stripe = stripe;
        this.settlement = settlement;
        this.properties = properties;
        this.clock = clock;
        this.slots = new Semaphore(properties.maxInFlight());
        metrics.gauge(
                "boxoffice.booking.payments.open",
                slots,
                free -> properties.maxInFlight() - (double) free.availablePermits());
    }

    /// When a claim made now has to be paid.
    ClaimTimes claimTimes() {
        return properties.claimTimes(clock.instant());
    }

    /// Take a slot before claiming seats: a claim that then had to wait for one would block them for nothing.
    boolean tryAcquireSlot() {
        return slots.tryAcquire();
    }

    void releaseSlot() {
        slots.release();
    }

    /// Pays for a booking, in a slot taken before, and releases the slot.
    void pay(Booking booking) {
        if (booking.isFree()) {
            try {
                settlement.confirmFree(booking);
            } finally {
                releaseSlot();
            }
            return;
        }
        Thread.ofVirtual().name("payment").start(() -> {
            try {
                settlement.settle(booking, stripe.pay(booking));
            } catch (RuntimeException failed) {
                log.error("Booking {} is left to the reconciliation", booking.id(), failed);
            } finally {
                releaseSlot();
            }
        });
    }
}
