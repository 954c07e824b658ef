package dev.boxoffice.booking.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.service.PaymentIntentService;
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
    private final PaymentIntentService payments;

    StripeRefundClient(StripeClient stripe) {
        this.refunds = stripe.v1().refunds();
        this.payments = stripe.v1().paymentIntents();
    }

    /// Asks for the refund, or how it stands. Should Stripe have forgotten our key, it still refuses to give
    /// the same money back twice.
    public RefundState refund(BookingRefund refund) {
        try {
            return stateOf(refund.stripeId() == null ? create(refund) : refunds.retrieve(refund.stripeId()));
        } catch (InvalidRequestException refused) {
            return refusal(refund, refused);
        } catch (StripeException failed) {
            return unknown(refund, failed);
        }
    }

    private RefundState refusal(BookingRefund refund, InvalidRequestException refused) {
        var code = refused.getCode() == null ? "refused" : refused.getCode();
        if (code.equals("charge_already_refunded")) {
            return new RefundState.Succeeded(null);
        }
        if ("amount".equals(refused.getParam())) {
            return refundRest(refund);
        }
        log.warn("Stripe refuses refund {} of payment {}: {}", refund.id(), refund.intent(), code);
        return code.equals("charge_disputed") ? new RefundState.Ended(code) : new RefundState.Refused(code);
    }

    /// M5: a part was given back in Stripe's dashboard, so the whole of it cannot be: what is left can.
    private RefundState refundRest(BookingRefund refund) {
        try {
            var withCharge = PaymentIntentRetrieveParams.builder()
                    .addExpand("latest_charge")
                    .build();
            var charge = payments.retrieve(refund.intent(), withCharge).getLatestChargeObject();
            if (charge == null) {
                return new RefundState.Refused("no_charge");
            }
            var rest = charge.getAmount() - charge.getAmountRefunded();
            log.warn("Of payment {} only {} is left to refund", refund.intent(), rest);
            return rest > 0
                    ? stateOf(refunds.create(
                            paramsOf(refund).setAmount(rest).build(), optionsOf(refund.id() + "-rest-" + rest)))
                    : new RefundState.Succeeded(null);
        } catch (StripeException failed) {
            return unknown(refund, failed);
        }
    }

    private static RefundState unknown(BookingRefund refund, StripeException failed) {
        log.info("Stripe's answer to refund {} is unknown: {}", refund.id(), failed.toString());
        return new RefundState.Unknown();
    }

    private Refund create(BookingRefund refund) throws StripeException {
        var params = paramsOf(refund);
        if (!refund.isWhole()) {
            params.setAmount(StripeCurrency.amountOf(refund.amount()));
        }
        return refunds.create(params.build(), optionsOf(refund.id().toString()));
    }

    private static RefundCreateParams.Builder paramsOf(BookingRefund refund) {
        return RefundCreateParams.builder()
                .setPaymentIntent(refund.intent())
                .putMetadata(StripePaymentClient.EVENT, refund.event().toString())
                .putMetadata(StripePaymentClient.BOOKING, refund.booking().toString());
    }

    private static RequestOptions optionsOf(String key) {
        return RequestOptions.builder().setIdempotencyKey("refund-" + key).build();
    }

    private static RefundState stateOf(Refund refund) {
        return switch (refund.getStatus()) {
            case "succeeded" -> new RefundState.Succeeded(refund.getId());
            case "failed", "canceled" -> new RefundState.Refused(refund.getStatus());
            default -> new RefundState.Pending(refund.getId());
        };
    }
}
