package dev.boxoffice.booking.payment;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import com.stripe.service.RefundService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Refunds at Stripe (https://docs.stripe.com/refunds).
@Component
class StripeRefunds {

    private static final Logger log = LoggerFactory.getLogger(StripeRefunds.class);

    sealed interface State {
        /// @param stripeId null where the money had gone back by another road, Stripe's dashboard say
        record Done(@Nullable String stripeId) implements State {}

        record Open(String stripeId) implements State {}

        record Refused(String code) implements State {}

        record Unknown() implements State {}
    }

    private final RefundService refunds;

    StripeRefunds(StripeClient stripe) {
        this.refunds = stripe.v1().refunds();
    }

    /// Asks for the refund, or how it stands. Should Stripe have forgotten our key, it still refuses to give
    /// the same money back twice.
    State refund(Refunds.Refund refund) {
        try {
            return stateOf(refund.stripeId() == null ? create(refund) : refunds.retrieve(refund.stripeId()));
        } catch (InvalidRequestException refused) {
            var code = refused.getCode() == null ? "refused" : refused.getCode();
            if (code.equals("charge_already_refunded")) {
                return new State.Done(null);
            }
            log.warn("Stripe refuses refund {} of payment {}: {}", refund.id(), refund.intent(), code);
            return new State.Refused(code);
        } catch (StripeException failed) {
            log.info("Stripe's answer to refund {} is unknown: {}", refund.id(), failed.toString());
            return new State.Unknown();
        }
    }

    private com.stripe.model.Refund create(Refunds.Refund refund) throws StripeException {
        var params = RefundCreateParams.builder()
                .setPaymentIntent(refund.intent())
                .setAmount(refund.amount())
                .putMetadata(StripePayments.EVENT, refund.event().toString())
                .putMetadata(StripePayments.BOOKING, refund.booking().toString())
                .build();
        var options = RequestOptions.builder()
                .setIdempotencyKey("refund-" + refund.id())
                .build();
        return refunds.create(params, options);
    }

    private static State stateOf(com.stripe.model.Refund refund) {
        return switch (refund.getStatus()) {
            case "succeeded" -> new State.Done(refund.getId());
            case "failed", "canceled" -> new State.Refused(refund.getStatus());
            default -> new State.Open(refund.getId());
        };
    }
}
