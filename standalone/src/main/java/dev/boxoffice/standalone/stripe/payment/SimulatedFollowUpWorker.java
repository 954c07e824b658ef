package dev.boxoffice.standalone.stripe.payment;

import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.model.SimulatedCharge;
import dev.boxoffice.standalone.stripe.model.SimulatedEvent;
import dev.boxoffice.standalone.stripe.model.SimulatedRefund;
import dev.boxoffice.standalone.stripe.request.StripeCall;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// What a test card makes happen some time after the payment or the refund: a refund settles or fails, a bank
/// disputes.
public final class SimulatedFollowUpWorker implements AutoCloseable {
    private final SimulatorLedger ledger;
    private final SimulatedRefundService refunds;
    private final SimulatedDisputeService disputes;
    private final Duration delay;
    private final Clock clock;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    public SimulatedFollowUpWorker(
            SimulatorLedger ledger,
            SimulatedRefundService refunds,
            SimulatedDisputeService disputes,
            Duration delay,
            Clock clock) {
        this.ledger = ledger;
        this.refunds = refunds;
        this.disputes = disputes;
        this.delay = delay;
        this.clock = clock;
    }

    /// Takes up what a former run left open: follow-ups come within seconds, so they are of the newest.
    public void start() {
        ledger.refunds.inMemory().forEach(this::follow);
        ledger.charges.inMemory().forEach(this::follow);
    }

    /// Returns at once.
    public void after(SimulatedEvent event) {
        switch (event.object()) {
            case SimulatedRefund refund when event.type().equals("refund.created") -> follow(refund);
            case SimulatedCharge charge when event.type().equals("charge.succeeded") -> follow(charge);
            default -> {}
        }
    }

    private void follow(SimulatedRefund refund) {
        var coming = refund.coming();
        if (coming != null) {
            later(() -> refunds.settle(refund.id(), coming, call()));
        }
    }

    private void follow(SimulatedCharge charge) {
        if (!charge.succeeded() || charge.dispute() != null) {
            return;
        }
        switch (ledger.card(charge.paymentMethod()).followUp()) {
            case DISPUTE -> later(() -> disputes.open(charge.id(), SimulatedDisputeService.FRAUDULENT, false, call()));
            case NOT_RECEIVED -> later(() -> disputes.open(charge.id(), "product_not_received", false, call()));
            case INQUIRY -> later(() -> disputes.open(charge.id(), "general", true, call()));
            case NONE, REFUND_PENDING, REFUND_FAILS -> {}
        }
    }

    private void later(Runnable followUp) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(followUp);
    }

    private StripeCall call() {
        return StripeCall.own(clock.instant());
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
