package dev.boxoffice.booking.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import com.stripe.service.RefundService;
import dev.boxoffice.platform.money.StripeCurrency;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Refunds at Stripe (https://docs.stripe.com/refunds).
@Component
public class StripeRefundClient {

    private static final Logger log = LoggerFactory.getLogger(StripeRefundClient.class);

    private final RefundService refunds;

    StripeRefundClient(StripeClient stripe) {
        this.refunds = stripe.v1().refunds();
    }

    /// Asks for the refund, or how it stands. Should Stripe have forgotten our key, it still refuses to give
    /// the same money back twice.
    public RefundState refund(BookingRefund refund) {
        try {
            return stateOf(refund.stripeId() == null ? create(refund) : refunds.retrieve(refund.stripeId()));
        } catch (InvalidRequestException refused) {
            var code = refused.getCode() == null ? "refused" : refused.getCode();
            if (code.equals("charge_already_refunded")) {
                return new RefundState.Succeeded(null);
            }
            log.warn("Stripe refuses refund {} of payment {}: {}", refund.id(), refund.intent(), code);
            return new RefundState.Refused(code);
        } catch (StripeException failed) {
            log.info("Stripe's answer to refund {} is unknown: {}", refund.id(), failed.toString());
            return new RefundState.Unknown();
        }
    }

    private Refund create(BookingRefund refund) throws StripeException {
        var params = RefundCreateParams.builder()
                .setPaymentIntent(refund.intent())
                .putMetadata(StripePaymentClient.EVENT, refund.event().toString())
                .putMetadata(StripePaymentClient.BOOKING, refund.booking().toString());
        if (!refund.isWhole()) {
            params.setAmount(StripeCurrency.amountOf(refund.amount()));
        }
        var options = RequestOptions.builder()
                .setIdempotencyKey("refund-" + refund.id())
                .build();
        return refunds.create(params.build(), options);
    }

    private static RefundState stateOf(Refund refund) {
        return switch (refund.getStatus()) {
            case "succeeded" -> new RefundState.Succeeded(refund.getId());
            case "failed", "canceled" -> new RefundState.Refused(refund.getStatus());
            default -> new RefundState.Pending(refund.getId());
        };
    }
}
