package dev.boxoffice.booking.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.param.DisputeListParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundListParams;
import com.stripe.service.V1Services;
import dev.boxoffice.booking.booking.refund.BookingDispute;
import dev.boxoffice.booking.booking.refund.RefundFact;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.money.StripeCurrency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What has happened to payments at Stripe since they succeeded: refunds, disputes, events.
@Component
public class StripePaymentHistoryClient {

    private static final long PAGE = 100;

    /// More than Stripe lists of a busy day between two looks.
    private static final int MAX_PAGES = 100;

    /// Everything that went back, or is wanted back, of one payment.
    public record History(List<RefundFact> refunds, List<BookingDispute> disputes) {

        long withBank() {
            return disputes.stream()
                    .filter(BookingDispute::hasMoney)
                    .mapToLong(dispute -> dispute.amount().amount())
                    .sum();
        }
    }

    private final V1Services stripe;

    StripePaymentHistoryClient(StripeClient stripe) {
        this.stripe = stripe.v1();
    }

    /// Empty where Stripe does not answer.
    ///
    /// The oldest first. A payment with more refunds than a page is a person's business.
    public Optional<History> find(String intent) {
        try {
            var refunds = stripe.refunds()
                    .list(RefundListParams.builder()
                            .setPaymentIntent(intent)
                            .setLimit(PAGE)
                            .build());
            var disputes = stripe.disputes()
                    .list(DisputeListParams.builder()
                            .setPaymentIntent(intent)
                            .setLimit(PAGE)
                            .build());
            return Optional.of(new History(
                    refunds.getData().reversed().stream()
                            .map(StripeRefundClient::factOf)
                            .toList(),
                    disputes.getData().reversed().stream()
                            .map(StripePaymentHistoryClient::disputeOf)
                            .toList()));
        } catch (StripeException failed) {
            return Optional.empty();
        }
    }

    private static BookingDispute disputeOf(Dispute dispute) {
        return new BookingDispute(
                dispute.getId(),
                dispute.getPaymentIntent(),
                StripeCurrency.moneyOf(dispute.getAmount(), dispute.getCurrency()),
                dispute.getReason(),
                dispute.getStatus(),
                Instant.ofEpochSecond(dispute.getCreated()));
    }

    /// What Stripe has of a payment: captured, less refunded, less what a bank has taken back. Empty where it does not
    /// say.
    public Optional<Money> balanceOf(String intent) {
        try {
            var withCharge = PaymentIntentRetrieveParams.builder()
                    .addExpand("latest_charge")
                    .build();
            var charge = stripe.paymentIntents().retrieve(intent, withCharge).getLatestChargeObject();
            if (charge == null) {
                return Optional.empty();
            }
            var captured = StripeCurrency.moneyOf(
                    charge.getAmountCaptured() - charge.getAmountRefunded(), charge.getCurrency());
            var withBank = Boolean.TRUE.equals(charge.getDisputed())
                    ? find(intent).map(History::withBank).orElse(0L)
                    : 0L;
            return Optional.of(new Money(captured.amount() - withBank, captured.currency()));
        } catch (StripeException failed) {
            return Optional.empty();
        }
    }

    /// What we said of a payment when we made it.
    public Map<String, String> metadataOf(String intent) throws StripeException {
        var metadata = stripe.paymentIntents().retrieve(intent).getMetadata();
        return metadata == null ? Map.of() : metadata;
    }

    /// Payments made since then, whoever made them, the newest first.
    ///
    /// @param after where the page before ended; null for the first
    public PaymentPage payments(Instant since, @Nullable String after) throws StripeException {
        var found = stripe.paymentIntents()
                .list(PaymentIntentListParams.builder()
                        .setLimit(PAGE)
                        .setStartingAfter(after)
                        .setCreated(PaymentIntentListParams.Created.builder()
                                .setGte(since.getEpochSecond())
                                .build())
                        .build());
        var payments = found.getData().stream()
                .map(StripePaymentHistoryClient::paymentOf)
                .toList();
        return new PaymentPage(
                payments,
                Boolean.TRUE.equals(found.getHasMore()) ? payments.getLast().intent() : null);
    }

    private static MadePayment paymentOf(PaymentIntent intent) {
        Map<String, String> metadata = intent.getMetadata() == null ? Map.of() : intent.getMetadata();
        var booking = Optional.ofNullable(metadata.get(StripePaymentClient.BOOKING))
                .flatMap(TimeOrderedId::parse)
                .orElse(null);
        return new MadePayment(intent.getId(), StripePaymentClient.stateOf(intent), booking, metadata);
    }

    /// Stripe's events of these types since then, the oldest first
    /// (https://docs.stripe.com/webhooks/process-undelivered-events).
    ///
    /// @param isUndelivered only those that our endpoint has not taken
    public List<Event> events(List<String> types, boolean isUndelivered, Instant since) throws StripeException {
        var all = new ArrayList<Event>();
        var params = EventListParams.builder()
                .addAllType(types)
                .setLimit(PAGE)
                .setCreated(EventListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build());
        if (isUndelivered) {
            params.setDeliverySuccess(false);
        }
        for (var page = 0; page < MAX_PAGES; page++) {
            var found = stripe.events().list(params.build());
            all.addAll(found.getData());
            if (!Boolean.TRUE.equals(found.getHasMore())) {
                break;
            }
            params.setStartingAfter(found.getData().getLast().getId());
        }
        return all.reversed();
    }
}
