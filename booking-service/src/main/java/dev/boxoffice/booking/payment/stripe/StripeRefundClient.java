package dev.boxoffice.booking.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import com.stripe.service.RefundService;
import dev.boxoffice.booking.booking.refund.BookingRefund;
import dev.boxoffice.booking.booking.refund.RefundFact;
import dev.boxoffice.booking.booking.refund.RefundStatus;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.money.StripeCurrency;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Refunds at Stripe (https://docs.stripe.com/refunds).
@Component
public class StripeRefundClient {

    private static final Logger log = LoggerFactory.getLogger(StripeRefundClient.class);
    public static final String REFUND = "refund_id";

    /// Stripe has taken the refund and makes it once somebody tops the balance up:
    /// https://docs.stripe.com/api/refunds/object#refund_object-pending_reason
    private static final String SHORT_BALANCE = "insufficient_funds";

    private static final Set<String> OVERTAKEN = Set.of("charge_already_refunded", "charge_disputed");

    private final RefundService refunds;

    StripeRefundClient(StripeClient stripe) {
        this.refunds = stripe.v1().refunds();
    }

    /// Asks for the refund, or how it stands. Should Stripe have forgotten our key, it still refuses to give
    /// the same money back twice.
    public RefundState refund(BookingRefund refund) {
        try {
            var told = refund.stripeId() == null ? create(refund) : refunds.retrieve(refund.stripeId());
            return new RefundState.Taken(factOf(told));
        } catch (InvalidRequestException refused) {
            return refusal(refund, refused);
        } catch (StripeException failed) {
            log.info("Stripe's answer to refund {} is unknown: {}", refund.id(), failed.toString());
            return new RefundState.Unknown();
        }
    }

    private static RefundState refusal(BookingRefund refund, InvalidRequestException refused) {
        var code = refused.getCode() == null ? "refused" : refused.getCode();
        log.warn("Stripe refuses refund {} of payment {}: {}", refund.id(), refund.intent(), code);
        return OVERTAKEN.contains(code) || "amount".equals(refused.getParam())
                ? new RefundState.Overtaken(code)
                : new RefundState.Refused(code);
    }

    private Refund create(BookingRefund refund) throws StripeException {
        var params = RefundCreateParams.builder()
                .setPaymentIntent(refund.intent())
                .putMetadata(StripePaymentClient.EVENT, refund.event().toString())
                .putMetadata(StripePaymentClient.BOOKING, refund.booking().toString())
                .putMetadata(REFUND, refund.id().toString());
        if (!refund.isWhole()) {
            params.setAmount(StripeCurrency.amountOf(refund.amount()));
        }
        var options = RequestOptions.builder()
                .setIdempotencyKey(refund.idempotencyKey())
                .build();
        return refunds.create(params.build(), options);
    }

    static RefundFact factOf(Refund refund) {
        var metadata = refund.getMetadata() == null ? Map.<String, String>of() : refund.getMetadata();
        var ours = metadata.get(REFUND);
        return factOf(
                refund.getId(),
                ours == null ? null : TimeOrderedId.parse(ours).orElse(null),
                StripeCurrency.moneyOf(refund.getAmount(), refund.getCurrency()),
                refund.getStatus(),
                refund.getFailureReason() == null ? refund.getPendingReason() : refund.getFailureReason());
    }

    /// @param ours our own refund that it was made for; null where another made it
    /// @param status Stripe's word
    /// @param reason Stripe's word for why it failed, or is pending
    public static RefundFact factOf(
            String id, @Nullable UUID ours, Money amount, String status, @Nullable String reason) {
        return switch (status) {
            case "succeeded" -> new RefundFact(id, ours, amount, RefundStatus.SUCCEEDED, null);
            case "failed", "canceled" ->
                new RefundFact(id, ours, amount, RefundStatus.FAILED, reason == null ? status : reason);
            default ->
                new RefundFact(
                        id, ours, amount, RefundStatus.PENDING, SHORT_BALANCE.equals(reason) ? SHORT_BALANCE : null);
        };
    }
}
