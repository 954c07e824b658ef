package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingChangePublisher;
import dev.boxoffice.booking.payment.PaymentProperties;
import dev.boxoffice.booking.payment.stripe.BookingRefund;
import dev.boxoffice.booking.payment.stripe.RefundState;
import dev.boxoffice.booking.payment.stripe.StripeRefundClient;
import dev.boxoffice.platform.money.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Gives money back, and knows when Stripe has said that it is.
@Service
public class RefundService {

    private static final Logger log = LoggerFactory.getLogger(RefundService.class);

    private final RefundRepository refunds;
    private final StripeRefundClient stripe;
    private final BookingChangePublisher publisher;
    private final PaymentProperties properties;
    private final Clock clock;

    RefundService(
            RefundRepository refunds,
            StripeRefundClient stripe,
            BookingChangePublisher publisher,
            PaymentProperties properties,
            Clock clock) {
        this.refunds = refunds;
        this.stripe = stripe;
        this.publisher = publisher;
        this.properties = properties;
        this.clock = clock;
    }

    /// Sends a refund to Stripe, or asks how it stands.
    void refund(BookingRefund refund) {
        var now = clock.instant();
        switch (stripe.refund(refund)) {
            case RefundState.Succeeded(var stripeId) ->
                succeeded(refund.event(), refund.booking(), refund.id(), stripeId);
            case RefundState.Pending(var stripeId) ->
                refunds.record(refund, "PENDING", stripeId, null, now.plus(properties.checkOpen()), now);
            case RefundState.Refused(var code) ->
                refunds.record(refund, "FAILED", null, code, retryAt(refund, now), now);
            case RefundState.Ended(var code) -> refunds.record(refund, "FAILED", null, code, null, now);
            case RefundState.Unknown() ->
                refunds.record(refund, "DUE", refund.stripeId(), null, retryAt(refund, now), now);
        }
    }

    /// A refused refund is tried on, ever more slowly: money is owed until it is back. The desk sees it as
    /// FAILED.
    private Instant retryAt(BookingRefund refund, Instant now) {
        return now.plus(properties.refundRetry().multipliedBy(1L << Math.min(refund.attempts(), 10)));
    }

    /// A webhook about a refund: found by its id at Stripe, or by our own that we gave it.
    public void handleUpdate(UUID event, UUID booking, String stripeId, @Nullable String status) {
        if (!"succeeded".equals(status)) {
            return; // what is pending or failed, the next look finds
        }
        refunds.findByStripeId(event, booking, stripeId)
                .ifPresentOrElse(
                        refund -> succeeded(event, booking, refund, stripeId),
                        () -> refunds.makeDue(event, booking, clock.instant()));
    }

    private void succeeded(UUID event, UUID booking, UUID refund, @Nullable String stripeId) {
        if (refunds.succeed(event, refund, stripeId, clock.instant())) {
            publisher.publishRefunded(booking);
        }
    }

    /// Gives a payment back that no ticket stands for: once, however often it is reported.
    public void refundWithoutTicket(Booking booking, String intent) {
        refund(booking, intent, booking.total(), "NO_SEATS");
    }

    /// M6: a payment of another amount or currency than the booking's buys no tickets. The desk hears of it.
    ///
    /// @param captured null where it is no amount of ours
    public void refundDifferentAmount(Booking booking, String intent, @Nullable Money captured) {
        var stated = captured == null || captured.amount() <= 0 ? booking.total() : captured;
        refund(booking, intent, stated, "AMOUNT_DIFFERS");
    }

    private void refund(Booking booking, String intent, Money captured, String reason) {
        if (refunds.insertWithoutTicket(booking, intent, captured, reason, clock.instant())) {
            log.error(
                    "Payment {} of {} was captured for booking {} ({}) of {}, which has no tickets for it ({}); refunding",
                    intent,
                    captured,
                    booking.id(),
                    booking.status(),
                    booking.total(),
                    reason);
        }
    }
}
