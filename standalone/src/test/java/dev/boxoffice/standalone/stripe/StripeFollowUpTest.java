package dev.boxoffice.standalone.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeObject;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.RefundCreateParams;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// M3, M4: what happens to a payment after it succeeded, by the test cards of <https://docs.stripe.com/testing>,
/// in the dashboard and at the bank.
class StripeFollowUpTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String SECRET_KEY = "sk_test_simulated";
    private static final String WEBHOOK_SECRET = "whsec_simulated";
    private static final StripeSimulatorOptions OPTIONS = StripeSimulatorOptions.inMemory(SECRET_KEY, WEBHOOK_SECRET);

    private final HttpClient http = HttpClient.newHttpClient();
    private WebhookInbox inbox;
    private StripeSimulator simulator;
    private StripeClient stripe;

    @BeforeEach
    void start() {
        inbox = new WebhookInbox(WEBHOOK_SECRET);
        start(OPTIONS.settlingAfter(Duration.ofMillis(20)));
    }

    private void start(StripeSimulatorOptions options) {
        simulator = StripeSimulator.start(options.deliveringTo(inbox.url()));
        stripe = StripeClient.builder()
                .setApiKey(SECRET_KEY)
                .setApiBase(simulator.baseUrl())
                .setMaxNetworkRetries(0)
                .build();
    }

    @AfterEach
    void stop() {
        simulator.close();
        inbox.close();
    }

    /// M3.
    @Test
    void a_refund_succeeds_and_fails_later() throws StripeException {
        var refund = refund(pay("pm_card_refundFail"));
        assertThat(refund.getStatus()).isEqualTo("succeeded");

        awaitTypes("refund.failed", "charge.refund.updated");

        var failed = delivered("refund.failed", Refund.class);
        assertThat(failed.getId()).isEqualTo(refund.getId());
        assertThat(failed.getStatus()).isEqualTo("failed");
        assertThat(failed.getFailureReason()).isEqualTo("expired_or_canceled_card");
        assertThat(stripe.v1().refunds().retrieve(refund.getId()).getStatus()).isEqualTo("failed");
        var charge = stripe.v1().charges().retrieve(refund.getCharge());
        assertThat(charge.getRefunded()).isFalse();
        assertThat(charge.getAmountRefunded()).isZero();
        assertThat(simulator.captured("bookingId", "b-1")).isEqualTo(1);
    }

    /// M3.
    @Test
    void a_refund_is_pending_and_succeeds_later() throws StripeException {
        var refund = refund(pay("pm_card_pendingRefund"));
        assertThat(refund.getStatus()).isEqualTo("pending");

        awaitTypes("refund.created", "refund.updated", "charge.refund.updated");

        assertThat(delivered("refund.updated", Refund.class).getStatus()).isEqualTo("succeeded");
        assertThat(inbox.types()).containsOnlyOnce("refund.updated").doesNotContain("refund.failed");
    }

    /// P6: https://docs.stripe.com/api/refunds/object#refund_object-pending_reason
    @Test
    void a_refund_waits_for_the_balance_and_goes_on_when_it_is_topped_up() throws Exception {
        balance("{\"currency\": \"EUR\", \"available\": 1}");
        var refund = refund(pay("pm_card_visa"));
        assertThat(refund.getStatus()).isEqualTo("pending");
        assertThat(refund.getPendingReason()).isEqualTo("insufficient_funds");

        balance("{\"currency\": \"EUR\"}");

        awaitTypes("refund.updated");
        var settled = stripe.v1().refunds().retrieve(refund.getId());
        assertThat(settled.getStatus()).isEqualTo("succeeded");
        assertThat(settled.getPendingReason()).isNull();
    }

    private void balance(String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/dev/balance"))
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    /// M3: not forgotten by a restart either.
    @Test
    void a_refund_that_is_to_fail_fails_after_a_restart(@TempDir Path directory) throws StripeException {
        var kept = OPTIONS.journaledIn(directory.resolve("stripe.journal"));
        simulator.close();
        start(kept.settlingAfter(Duration.ofDays(1)));
        var refund = refund(pay("pm_card_refundFail"));
        simulator.close();

        start(kept.settlingAfter(Duration.ZERO));

        awaitTypes("refund.failed");
        assertThat(stripe.v1().refunds().retrieve(refund.getId()).getStatus()).isEqualTo("failed");
    }

    /// M4.
    @ParameterizedTest
    @CsvSource({
        "pm_card_createDispute, fraudulent, needs_response, chargeback, false, 1",
        "pm_card_createDisputeProductNotReceived, product_not_received, needs_response, chargeback, false, 1",
        "pm_card_createDisputeInquiry, general, warning_needs_response, inquiry, true, 0",
    })
    void a_bank_disputes_a_payment(
            String card, String reason, String status, String kind, boolean refundable, int transactions)
            throws StripeException {
        var intent = pay(card);

        awaitTypes("charge.dispute.created");

        var dispute = delivered("charge.dispute.created", Dispute.class);
        assertThat(dispute.getPaymentIntent()).isEqualTo(intent.getId());
        assertThat(dispute.getCharge()).isEqualTo(intent.getLatestCharge());
        assertThat(dispute.getAmount()).isEqualTo(4500);
        assertThat(dispute.getReason()).isEqualTo(reason);
        assertThat(dispute.getStatus()).isEqualTo(status);
        assertThat(dispute.getPaymentMethodDetails().getCard().getCaseType()).isEqualTo(kind);
        assertThat(dispute.getIsChargeRefundable()).isEqualTo(refundable);
        assertThat(dispute.getBalanceTransactions()).hasSize(transactions);
        assertThat(stripe.v1().charges().retrieve(dispute.getCharge()).getDisputed())
                .isTrue();
        assertThat(stripe.v1()
                        .disputes()
                        .list(DisputeListParams.builder()
                                .setPaymentIntent(intent.getId())
                                .build())
                        .getData())
                .extracting(Dispute::getId)
                .containsExactly(dispute.getId());
        if (refundable) {
            assertThat(refund(intent).getStatus()).isEqualTo("succeeded");
            assertThat(inbox.types()).doesNotContain("charge.dispute.funds_withdrawn");
        } else {
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> refund(intent))
                    .satisfies(e -> assertThat(e.getCode()).isEqualTo("charge_disputed"));
            assertThat(simulator.captured("bookingId", "b-1")).isZero();
            awaitTypes("charge.dispute.funds_withdrawn");
        }
    }

    /// M4.
    @Test
    void a_dispute_is_won_by_the_evidence_and_lost_by_giving_in() throws StripeException {
        pay("pm_card_createDispute");
        awaitTypes("charge.dispute.created");
        var first = delivered("charge.dispute.created", Dispute.class);
        var won = stripe.v1()
                .disputes()
                .update(
                        first.getId(),
                        DisputeUpdateParams.builder()
                                .setEvidence(DisputeUpdateParams.Evidence.builder()
                                        .setUncategorizedText("winning_evidence")
                                        .build())
                                .build());
        assertThat(won.getStatus()).isEqualTo("won");
        assertThat(won.getBalanceTransactions()).hasSize(2);
        awaitTypes("charge.dispute.closed", "charge.dispute.funds_reinstated");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> stripe.v1().disputes().close(first.getId()));

        var second = pay("pm_card_createDispute");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(disputeOf(second)).isPresent());
        assertThat(stripe.v1().disputes().close(disputeOf(second).orElseThrow()).getStatus())
                .isEqualTo("lost");
    }

    private Optional<String> disputeOf(PaymentIntent intent) throws StripeException {
        return stripe
                .v1()
                .disputes()
                .list(DisputeListParams.builder()
                        .setPaymentIntent(intent.getId())
                        .build())
                .getData()
                .stream()
                .map(Dispute::getId)
                .findFirst();
    }

    /// M4, M5: nobody's metadata is on what a person does in the dashboard.
    @Test
    void a_person_refunds_a_part_and_then_the_rest_in_the_dashboard() throws Exception {
        var intent = pay("pm_card_visa");

        assertThat(dev(intent, "refund", "{\"amount\": 1500}")).isEqualTo(201);
        assertThat(dev(intent, "refund", "{\"amount\": 3001}")).isEqualTo(422);
        assertThat(dev(intent, "refund", "{\"amount\": \"much\"}")).isEqualTo(422);
        awaitTypes("charge.refunded", "refund.created");
        var charge = delivered("charge.refunded", Charge.class);
        assertThat(charge.getAmountRefunded()).isEqualTo(1500);
        assertThat(charge.getRefunded()).isFalse();
        assertThat(charge.getPaymentIntent()).isEqualTo(intent.getId());
        assertThat(delivered("refund.created", Refund.class).getMetadata()).isEmpty();

        assertThat(dev(intent, "refund", "{}")).isEqualTo(201);
        assertThat(dev(intent, "refund", "{}")).isEqualTo(422);
        assertThat(dev(intent, "refund-outcome", "{\"outcome\": \"fail\"}")).isEqualTo(200);
        awaitTypes("refund.failed");
        assertThat(delivered("refund.failed", Refund.class).getAmount()).isEqualTo(3000);
        assertThat(dev(intent, "refund-outcome", "{\"outcome\": \"succeed\"}")).isEqualTo(409);
        assertThat(dev(intent, "refund-outcome", "{\"outcome\": \"delay\"}")).isEqualTo(422);
    }

    /// M4.
    @Test
    void a_bank_inquires_disputes_and_decides_when_told_to() throws Exception {
        var intent = pay("pm_card_visa");

        assertThat(dev(intent, "dispute", "{\"action\": \"win\"}")).isEqualTo(409);
        assertThat(dev(intent, "dispute", "{\"action\": \"inquire\"}")).isEqualTo(200);
        assertThat(dev(intent, "dispute", "{\"action\": \"open\"}")).isEqualTo(409);
        assertThat(dev(intent, "dispute", "{\"action\": \"lose\"}")).isEqualTo(409);
        assertThat(dev(intent, "dispute", "{\"action\": \"escalate\"}")).isEqualTo(200);
        assertThat(dev(intent, "dispute", "{\"action\": \"lose\"}")).isEqualTo(200);
        assertThat(dev(intent, "dispute", "{\"action\": \"win\"}")).isEqualTo(409);
        assertThat(dev(intent, "dispute", "{\"action\": \"explode\"}")).isEqualTo(422);

        awaitTypes(
                "charge.dispute.created",
                "charge.dispute.updated",
                "charge.dispute.funds_withdrawn",
                "charge.dispute.closed");
        assertThat(delivered("charge.dispute.closed", Dispute.class).getStatus())
                .isEqualTo("lost");
        assertThat(simulator.captured("bookingId", "b-1")).isZero();
    }

    private int dev(PaymentIntent intent, String step, String body) throws IOException, InterruptedException {
        var address = URI.create(simulator.baseUrl() + "/dev/payments/" + intent.getId() + "/" + step);
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private PaymentIntent pay(String card) throws StripeException {
        return stripe.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(4500L)
                        .setCurrency("eur")
                        .setPaymentMethod(card)
                        .setConfirm(true)
                        .setAutomaticPaymentMethods(AutomaticPaymentMethods.builder()
                                .setEnabled(true)
                                .setAllowRedirects(AutomaticPaymentMethods.AllowRedirects.NEVER)
                                .build())
                        .putMetadata("bookingId", "b-1")
                        .build());
    }

    private Refund refund(PaymentIntent intent) throws StripeException {
        return stripe.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent.getId())
                        .build());
    }

    private void awaitTypes(String... types) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(inbox.types()).contains(types));
    }

    private <T extends StripeObject> T delivered(String type, Class<T> kind) {
        return inbox.events().stream()
                .filter(event -> event.getType().equals(type))
                .map(event -> event.getDataObjectDeserializer().getObject().orElseThrow())
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }
}
