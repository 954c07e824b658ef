package dev.boxoffice.standalone.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.PaymentIntentUpdateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The simulator as Stripe's own Java client sees it.
class StripeSimulatorTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String SECRET_KEY = "sk_test_simulated";
    private static final String WEBHOOK_SECRET = "whsec_simulated";

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private WebhookInbox inbox;
    private StripeSimulator simulator;
    private StripeClient stripe;

    @BeforeEach
    void start() {
        inbox = new WebhookInbox(WEBHOOK_SECRET);
        simulator = StripeSimulator.start(StripeSimulatorOptions.inMemory(SECRET_KEY, WEBHOOK_SECRET)
                .deliveringTo(inbox.url())
                .retryingAfter(List.of(Duration.ofMillis(20), Duration.ofMillis(40), Duration.ofMillis(80))));
        stripe = client(SECRET_KEY);
    }

    @AfterEach
    void stop() {
        simulator.close();
        inbox.close();
    }

    private StripeClient client(String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase(simulator.baseUrl())
                .setMaxNetworkRetries(0)
                .build();
    }

    @Test
    void a_good_card_pays_at_once_and_the_webhooks_verify() throws StripeException {
        var intent = pay("pm_card_visa");

        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getAmountReceived()).isEqualTo(4500);
        assertThat(intent.getMetadata()).containsEntry("bookingId", "b-1");
        awaitTypes("payment_intent.created", "charge.succeeded", "payment_intent.succeeded");
        var succeeded = event("payment_intent.succeeded");
        var delivered = (PaymentIntent)
                succeeded.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(delivered.getId()).isEqualTo(intent.getId());
        assertThat(delivered.getStatus()).isEqualTo("succeeded");
        assertThat(delivered.getMetadata()).containsEntry("bookingId", "b-1");
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_chargeDeclined, card_declined, generic_decline",
        "pm_card_visa_chargeDeclined, card_declined, generic_decline",
        "pm_card_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds",
        "pm_card_chargeDeclinedLostCard, card_declined, lost_card",
        "pm_card_chargeDeclinedExpiredCard, expired_card, expired_card",
        "pm_card_chargeDeclinedIncorrectCvc, incorrect_cvc, incorrect_cvc",
        "pm_card_chargeDeclinedProcessingError, processing_error, processing_error",
    })
    void a_refused_card_is_an_error_with_its_reason_and_another_card_may_follow(
            String card, String code, String declineCode) throws StripeException {
        var refusal = catchThrowableOfType(CardException.class, () -> pay(card));

        assertThat(refusal.getStatusCode()).isEqualTo(402);
        assertThat(refusal.getCode()).isEqualTo(code);
        assertThat(refusal.getDeclineCode()).isEqualTo(declineCode);
        var intent = refusal.getStripeError().getPaymentIntent();
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getLastPaymentError().getCode()).isEqualTo(code);
        awaitTypes("payment_intent.created", "charge.failed", "payment_intent.payment_failed");

        var paid = stripe.v1()
                .paymentIntents()
                .confirm(
                        intent.getId(),
                        PaymentIntentConfirmParams.builder()
                                .setPaymentMethod("pm_card_mastercard")
                                .build());
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getLastPaymentError()).isNull();
    }

    @Test
    void a_card_that_wants_authentication_waits_for_the_buyer() throws Exception {
        var intent = stripe.v1()
                .paymentIntents()
                .create(payment("pm_card_authenticationRequired")
                        .setReturnUrl("https://shop.example.org/back?x=1")
                        .build());

        assertThat(intent.getStatus()).isEqualTo("requires_action");
        assertThat(intent.getClientSecret()).startsWith(intent.getId() + "_secret_");
        var page = URI.create(intent.getNextAction().getRedirectToUrl().getUrl());
        assertThat(http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                        .body())
                .contains("Complete authentication", "45.00 EUR");

        var back = http.send(
                HttpRequest.newBuilder(page)
                        .POST(HttpRequest.BodyPublishers.ofString("outcome=succeed"))
                        .build(),
                BodyHandlers.discarding());

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location").orElseThrow())
                .startsWith("https://shop.example.org/back?x=1&payment_intent=" + intent.getId())
                .endsWith("redirect_status=succeeded");
        assertThat(simulator.status(intent.getId())).contains("succeeded");
        awaitTypes(
                "payment_intent.created",
                "payment_intent.requires_action",
                "charge.succeeded",
                "payment_intent.succeeded");
    }

    @Test
    void a_failed_authentication_leaves_the_payment_open_for_another_card() throws Exception {
        var intent = pay("pm_card_authenticationRequired");

        assertThat(outcome(intent.getId(), "fail").statusCode()).isEqualTo(200);

        var read = stripe.v1().paymentIntents().retrieve(intent.getId());
        assertThat(read.getStatus()).isEqualTo("requires_payment_method");
        assertThat(read.getLastPaymentError().getCode()).isEqualTo("payment_intent_authentication_failure");
    }

    @Test
    void nobody_is_there_to_authenticate_off_session() {
        var refusal = catchThrowableOfType(
                CardException.class,
                () -> stripe.v1()
                        .paymentIntents()
                        .create(payment("pm_card_authenticationRequired")
                                .setOffSession(true)
                                .build()));
        assertThat(refusal.getCode()).isEqualTo("authentication_required");
    }

    @Test
    void a_payment_without_a_card_is_completed_by_its_outcome() throws Exception {
        var intent = stripe.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(4500L)
                        .setCurrency("eur")
                        .setAutomaticPaymentMethods(AutomaticPaymentMethods.builder()
                                .setEnabled(true)
                                .build())
                        .build());
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");

        assertThat(outcome(intent.getId(), "delay").body()).contains("processing");
        assertThat(outcome(intent.getId(), "requireAction").body()).contains("requires_action");
        assertThat(outcome(intent.getId(), "succeed").body()).contains("succeeded");
        assertThat(outcome(intent.getId(), "succeed").statusCode()).isEqualTo(200);
        assertThat(outcome(intent.getId(), "fail").statusCode()).isEqualTo(409);
        assertThat(outcome(intent.getId(), "explode").statusCode()).isEqualTo(422);
        assertThat(outcome("pi_unknown", "succeed").statusCode()).isEqualTo(404);
    }

    @Test
    void the_same_key_gives_the_same_payment_and_never_a_second_charge() throws StripeException {
        var options = RequestOptions.builder().setIdempotencyKey("booking-7").build();

        var first = stripe.v1().paymentIntents().create(payment("pm_card_visa").build(), options);
        var second = stripe.v1().paymentIntents().create(payment("pm_card_visa").build(), options);

        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(second.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThat(simulator.captured("bookingId", "b-1")).isEqualTo(1);
        assertThatExceptionOfType(IdempotencyException.class)
                .isThrownBy(() -> stripe.v1()
                        .paymentIntents()
                        .create(payment("pm_card_mastercard").build(), options))
                .satisfies(e -> assertThat(e.getStatusCode()).isEqualTo(400));
    }

    @Test
    void a_refused_card_is_remembered_under_its_key() {
        var options = RequestOptions.builder().setIdempotencyKey("booking-8").build();

        IntStream.range(0, 2)
                .forEach(again -> assertThatExceptionOfType(CardException.class)
                        .isThrownBy(() -> stripe.v1()
                                .paymentIntents()
                                .create(payment("pm_card_chargeDeclined").build(), options)));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inbox.types()).contains("payment_intent.payment_failed"));
        assertThat(inbox.types()).containsOnlyOnce("payment_intent.created");
    }

    @Test
    void many_at_once_with_one_key_charge_once() throws Exception {
        var options = RequestOptions.builder().setIdempotencyKey("booking-9").build();
        try (var buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 40)
                    .mapToObj(i -> buyers.submit(() -> {
                        try {
                            return stripe.v1()
                                    .paymentIntents()
                                    .create(payment("pm_card_visa").build(), options)
                                    .getId();
                        } catch (StripeException e) {
                            return e.getCode();
                        }
                    }))
                    .toList();
            for (var call : calls) {
                assertThat(call.get()).matches("pi_.*|idempotency_key_in_use");
            }
        }
        assertThat(simulator.captured("bookingId", "b-1")).isEqualTo(1);
    }

    @Test
    void a_payment_can_be_canceled_until_it_has_succeeded() throws StripeException {
        var waiting = pay("pm_card_authenticationRequired");
        assertThat(stripe.v1().paymentIntents().cancel(waiting.getId()).getStatus())
                .isEqualTo("canceled");
        awaitTypes("payment_intent.created", "payment_intent.requires_action", "payment_intent.canceled");

        var paid = pay("pm_card_visa");
        var refusal = catchThrowableOfType(
                InvalidRequestException.class,
                () -> stripe.v1().paymentIntents().cancel(paid.getId()));
        assertThat(refusal.getCode()).isEqualTo("payment_intent_unexpected_state");
        assertThat(refusal.getStripeError().getPaymentIntent().getStatus()).isEqualTo("succeeded");
    }

    @Test
    void refunds_add_up_to_the_charge_and_no_further() throws StripeException {
        var intent = pay("pm_card_visa");
        var part = stripe.v1().refunds().create(refund(intent, 1500));
        assertThat(part.getStatus()).isEqualTo("succeeded");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> stripe.v1().refunds().create(refund(intent, 3001)));

        stripe.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent.getId())
                        .build());

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> stripe.v1().refunds().create(refund(intent, 1)))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo("charge_already_refunded"));
        assertThat(stripe.v1()
                        .refunds()
                        .list(RefundListParams.builder()
                                .setPaymentIntent(intent.getId())
                                .build())
                        .getData())
                .extracting(refunded -> refunded.getAmount())
                .containsExactly(3000L, 1500L);
        var charge = stripe.v1()
                .paymentIntents()
                .retrieve(
                        intent.getId(),
                        PaymentIntentRetrieveParams.builder()
                                .addExpand("latest_charge")
                                .build())
                .getLatestChargeObject();
        assertThat(charge.getRefunded()).isTrue();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inbox.types()).contains("charge.refunded", "refund.created"));
        assertThat(simulator.captured("bookingId", "b-1")).isZero();
    }

    /// M1, M2: <https://docs.stripe.com/currencies> — 5,950 krónur are `595000`, of three digits the last is 0.
    @ParameterizedTest
    @CsvSource({
        "eur, 49, amount_too_small",
        "eur, 100000000, amount_too_large",
        "gbp, 29, amount_too_small",
        "huf, 17400, amount_too_small",
        "jpy, 49, amount_too_small",
        "idr, 1000000000000, amount_too_large",
        "isk, 5950, parameter_invalid_integer",
        "ugx, 1001, parameter_invalid_integer",
        "kwd, 15005, parameter_invalid_integer",
    })
    void what_a_currency_cannot_charge_is_refused(String currency, long amount, String code) {
        var refusal = refusal(payment("pm_card_visa").setCurrency(currency).setAmount(amount));
        assertThat(refusal.getCode()).isEqualTo(code);
        assertThat(refusal.getStripeError().getParam()).isEqualTo("amount");
    }

    /// M1.
    @ParameterizedTest
    @CsvSource({
        "eur, 50",
        "gbp, 30",
        "huf, 17500",
        "jpy, 50",
        "isk, 595000",
        "kwd, 15010",
        "idr, 100000000",
        "eur, 99999999"
    })
    void what_a_currency_can_charge_is_charged(String currency, long amount) throws StripeException {
        var paid = stripe.v1()
                .paymentIntents()
                .create(payment("pm_card_visa")
                        .setCurrency(currency)
                        .setAmount(amount)
                        .build());
        assertThat(paid.getAmountReceived()).isEqualTo(amount);
        assertThat(paid.getCurrency()).isEqualTo(currency);
    }

    /// M1: old, fund and test codes are ISO 4217's, and no card can be charged in them.
    @ParameterizedTest
    @ValueSource(strings = {"dem", "xau", "xts", "che", "hrk", "irr"})
    void a_currency_stripe_does_not_take_is_refused(String currency) {
        var refusal = refusal(payment("pm_card_visa").setCurrency(currency));
        assertThat(refusal.getStripeError().getParam()).isEqualTo("currency");
        assertThat(refusal.getMessage()).contains("Invalid currency: " + currency);
    }

    /// M1: a refund has no minimum, but the same digits.
    @Test
    void a_refund_must_be_expressible_too() throws StripeException {
        var intent = stripe.v1()
                .paymentIntents()
                .create(payment("pm_card_visa")
                        .setCurrency("isk")
                        .setAmount(595_000L)
                        .build());

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> stripe.v1().refunds().create(refund(intent, 150)))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo("parameter_invalid_integer"));
        assertThat(stripe.v1().refunds().create(refund(intent, 100)).getStatus())
                .isEqualTo("succeeded");
    }

    @Test
    void bad_requests_get_stripes_own_errors() {
        assertThat(refusal(payment("pm_card_visa").setAmount(-5L)).getCode()).isEqualTo("amount_too_small");
        assertThat(refusal(payment("pm_card_visa").setCurrency("xxz"))
                        .getStripeError()
                        .getParam())
                .isEqualTo("currency");
        assertThat(refusal(payment("pm_unknown")).getCode()).isEqualTo("resource_missing");
        assertThat(refusal(payment("pm_card_visa").setCustomer("cus_unknown")).getCode())
                .isEqualTo("resource_missing");
        assertThat(refusal(payment("pm_card_visa").putExtraParam("colour", "red"))
                        .getCode())
                .isEqualTo("parameter_unknown");
        assertThat(refusal(payment("pm_card_visa")
                                .setAutomaticPaymentMethods(AutomaticPaymentMethods.builder()
                                        .setEnabled(true)
                                        .build()))
                        .getStripeError()
                        .getParam())
                .isEqualTo("return_url");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> stripe.v1().paymentIntents().retrieve("pi_unknown"))
                .satisfies(e -> assertThat(e.getStatusCode()).isEqualTo(404));
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> client("sk_test_wrong").v1().paymentIntents().list());
    }

    @Test
    void the_key_may_also_be_the_user_name() throws Exception {
        assertThat(readBy("Basic " + base64(SECRET_KEY + ":"))).isEqualTo(200);
        assertThat(readBy("Basic " + base64("sk_test_wrong:"))).isEqualTo(401);
        assertThat(readBy("Basic ***")).isEqualTo(401);
        assertThat(readBy("Digest " + SECRET_KEY)).isEqualTo(401);
    }

    private int readBy(String authorization) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/v1/events"))
                .header("Authorization", authorization)
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void payments_are_listed_searched_and_updated() throws StripeException {
        var customer = stripe.v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setEmail("alice@example.org")
                        .build());
        var first = stripe.v1()
                .paymentIntents()
                .create(payment("pm_card_visa").setCustomer(customer.getId()).build());
        var second = pay("pm_card_visa");
        stripe.v1()
                .paymentIntents()
                .update(
                        first.getId(),
                        PaymentIntentUpdateParams.builder()
                                .putMetadata("bookingId", "b-2")
                                .putMetadata("gate", "North")
                                .build());

        var newest = stripe.v1()
                .paymentIntents()
                .list(PaymentIntentListParams.builder().setLimit(1L).build());
        assertThat(newest.getData()).extracting(PaymentIntent::getId).containsExactly(second.getId());
        assertThat(newest.getHasMore()).isTrue();
        assertThat(stripe.v1()
                        .paymentIntents()
                        .list(PaymentIntentListParams.builder()
                                .setStartingAfter(second.getId())
                                .build())
                        .getData())
                .extracting(PaymentIntent::getId)
                .containsExactly(first.getId());
        assertThat(stripe.v1()
                        .paymentIntents()
                        .search(PaymentIntentSearchParams.builder()
                                .setQuery("metadata['bookingId']:'b-2' AND status:'succeeded'")
                                .build())
                        .getData())
                .extracting(PaymentIntent::getId)
                .containsExactly(first.getId());
        assertThat(stripe.v1()
                        .events()
                        .list(EventListParams.builder()
                                .addType("payment_intent.succeeded")
                                .setCreated(EventListParams.Created.builder()
                                        .setGte(first.getCreated())
                                        .build())
                                .build())
                        .getData())
                .hasSize(2);
        assertThat(stripe.v1().customers().retrieve(customer.getId()).getEmail())
                .isEqualTo("alice@example.org");
    }

    @Test
    void a_lost_response_still_charged_and_its_key_finds_the_payment_again() throws StripeException {
        var options = RequestOptions.builder().setIdempotencyKey("booking-10").build();
        // Two, because Java's HttpURLConnection silently tries once more by itself.
        simulator.faults(StripeFaults.NONE.losingNextResponses(2));

        assertThatExceptionOfType(ApiConnectionException.class)
                .isThrownBy(() -> stripe.v1()
                        .paymentIntents()
                        .create(payment("pm_card_visa").build(), options));

        var found = stripe.v1().paymentIntents().create(payment("pm_card_visa").build(), options);
        assertThat(found.getStatus()).isEqualTo("succeeded");
        assertThat(simulator.captured("bookingId", "b-1")).isEqualTo(1);
    }

    @Test
    void a_failing_stripe_answers_500_and_does_nothing() {
        simulator.faults(StripeFaults.NONE.failingNext(1));

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> pay("pm_card_visa"))
                .satisfies(e -> assertThat(e.getStatusCode()).isEqualTo(500));

        assertThat(simulator.captured("bookingId", "b-1")).isZero();
    }

    @Test
    void an_unreachable_stripe_comes_back_with_all_it_knew() throws StripeException {
        var intent = pay("pm_card_visa");
        simulator.goDown();
        assertThatExceptionOfType(ApiConnectionException.class)
                .isThrownBy(() -> stripe.v1().paymentIntents().retrieve(intent.getId()));

        simulator.comeBack();

        assertThat(stripe.v1().paymentIntents().retrieve(intent.getId()).getStatus())
                .isEqualTo("succeeded");
    }

    @Test
    void a_refused_webhook_is_delivered_again() throws StripeException {
        inbox.refuseNext(4);
        pay("pm_card_visa");
        awaitTypes("payment_intent.created", "charge.succeeded", "payment_intent.succeeded");
    }

    @Test
    void webhooks_come_repeated_reordered_or_not_at_all_when_told_so() throws Exception {
        simulator.faults(StripeFaults.NONE.repeatingWebhooks(10).reorderingWebhooks(30));
        pay("pm_card_visa");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inbox.types())
                        .hasSize(30)
                        .filteredOn("payment_intent.succeeded"::equals)
                        .hasSize(10));

        var faults = HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/dev/faults"));
        http.send(
                faults.POST(HttpRequest.BodyPublishers.ofString("{\"webhooks\": {\"dropRate\": 1}}"))
                        .build(),
                BodyHandlers.discarding());
        var before = inbox.types().size();
        var unseen = pay("pm_card_visa");
        http.send(faults.DELETE().build(), BodyHandlers.discarding());
        pay("pm_card_visa");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(inbox.types()).hasSizeGreaterThanOrEqualTo(before + 3));

        assertThat(inbox.events()).noneMatch(event -> event.toJson().contains(unseen.getId()));
    }

    @Test
    void its_memory_survives_a_restart(@TempDir Path directory) throws Exception {
        var options = StripeSimulatorOptions.inMemory(SECRET_KEY, WEBHOOK_SECRET)
                .journaledIn(directory.resolve("stripe.journal"));
        var key = RequestOptions.builder().setIdempotencyKey("booking-11").build();
        String paid;
        simulator.close();
        simulator = StripeSimulator.start(options);
        stripe = client(SECRET_KEY);
        paid = stripe.v1()
                .paymentIntents()
                .create(payment("pm_card_visa").build(), key)
                .getId();
        stripe.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(paid)
                        .setAmount(500L)
                        .build());
        simulator.close();
        Files.writeString(
                directory.resolve("stripe.journal"),
                "{\"kind\":\"PaymentIntent\",\"id\":\"pi_cut",
                StandardOpenOption.APPEND);

        simulator = StripeSimulator.start(options.deliveringTo(inbox.url()));
        stripe = client(SECRET_KEY);

        assertThat(stripe.v1().paymentIntents().retrieve(paid).getStatus()).isEqualTo("succeeded");
        assertThat(stripe.v1()
                        .paymentIntents()
                        .create(payment("pm_card_visa").build(), key)
                        .getId())
                .isEqualTo(paid);
        // What no endpoint had taken before is delivered now.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(inbox.types())
                        .contains("payment_intent.succeeded", "charge.refunded", "refund.created"));
    }

    private PaymentIntent pay(String card) throws StripeException {
        return stripe.v1().paymentIntents().create(payment(card).build());
    }

    private static PaymentIntentCreateParams.Builder payment(String card) {
        return PaymentIntentCreateParams.builder()
                .setAmount(4500L)
                .setCurrency("eur")
                .setPaymentMethod(card)
                .setConfirm(true)
                .setAutomaticPaymentMethods(AutomaticPaymentMethods.builder()
                        .setEnabled(true)
                        .setAllowRedirects(AutomaticPaymentMethods.AllowRedirects.NEVER)
                        .build())
                .putMetadata("bookingId", "b-1");
    }

    private static RefundCreateParams refund(PaymentIntent intent, long amount) {
        return RefundCreateParams.builder()
                .setPaymentIntent(intent.getId())
                .setAmount(amount)
                .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                .build();
    }

    private InvalidRequestException refusal(PaymentIntentCreateParams.Builder params) {
        return Objects.requireNonNull(catchThrowableOfType(
                InvalidRequestException.class,
                () -> stripe.v1().paymentIntents().create(params.build())));
    }

    private HttpResponse<String> outcome(String intent, String outcome) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/dev/payments/" + intent + "/outcome"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"outcome\": \"" + outcome + "\"}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private void awaitTypes(String... types) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(inbox.types()).containsExactlyInAnyOrder(types));
    }

    private Event event(String type) {
        return inbox.events().stream()
                .filter(event -> event.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
