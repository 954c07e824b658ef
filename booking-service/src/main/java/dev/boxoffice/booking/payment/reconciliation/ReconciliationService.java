package dev.boxoffice.booking.payment.reconciliation;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.payment.settlement.SettlementService;
import dev.boxoffice.booking.payment.stripe.PaymentState;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Brings bookings whose outcome is not known to what Stripe says: after a lost webhook, a lost answer, a crash
/// between any two steps.
@Service
public class ReconciliationService {

    private static final Logger log = LoggerFactory.getLogger(ReconciliationService.class);

    private final PaymentCheckRepository checks;
    private final PaymentInquiryService inquiries;
    private final SettlementService settlement;
    private final Clock clock;
    private final MeterRegistry metrics;

    ReconciliationService(
            PaymentCheckRepository checks,
            PaymentInquiryService inquiries,
            SettlementService settlement,
            Clock clock,
            MeterRegistry metrics) {
        this.checks = checks;
        this.inquiries = inquiries;
        this.settlement = settlement;
        this.clock = clock;
        this.metrics = metrics;
    }

    /// Something happened to a payment that only Stripe can put in order.
    public void reconcileSoon(UUID event, UUID booking) {
        checks.makeDue(event, booking, clock.instant());
    }

    /// At once, because an operator asks. A booking whose payment is settled here is looked up too: money that Stripe
    /// took nevertheless is booked or given back.
    PaymentState reconcileNow(Booking booking) {
        var now = clock.instant();
        return checks.take(booking.id(), now)
                .map(open -> reconcile(open, now))
                .orElseGet(() -> reconcileSettled(booking));
    }

    /// M7: ends a payment that nobody wants any more, as if its time were up. What had been paid is booked first.
    ///
    /// @return whether it can never succeed any more; else it has, or Stripe has yet to say
    public boolean isEnded(Booking booking, Instant now) {
        if (booking.isFree()) {
            settlement.confirmFree(booking);
            return false;
        }
        return switch (inquiries.end(booking, now)) {
            case PaymentState.Canceled _, PaymentState.Declined _ -> true;
            case PaymentState.Succeeded paid -> {
                settlement.settle(booking, paid);
                yield false;
            }
            case PaymentState.AwaitingMethod _,
                    PaymentState.ActionRequired _,
                    PaymentState.Processing _,
                    PaymentState.Unknown _ -> false;
        };
    }

    private PaymentState reconcileSettled(Booking booking) {
        var state = inquiries.inquireSettled(booking);
        if (state instanceof PaymentState.Succeeded) {
            settlement.settle(booking, state);
        }
        return state;
    }

    PaymentState reconcile(Booking booking, Instant now) {
        if (booking.isFree()) {
            settlement.confirmFree(booking);
            return new PaymentState.Unknown("nothing to pay");
        }
        var state = inquiries.inquire(booking, now);
        log.info(
                "Booking {} in attempt {}: Stripe says {}",
                booking.id(),
                booking.attempt().number(),
                state);
        var late = now.isBefore(booking.attempt().deadline()) ? "no" : "yes";
        var outcome = state.getClass().getSimpleName();
        metrics.counter("boxoffice.booking.reconciled", "state", outcome, "late", late)
                .increment();
        settlement.settle(booking, state);
        return state;
    }
}
