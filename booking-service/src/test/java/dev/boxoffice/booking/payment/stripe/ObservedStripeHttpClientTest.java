package dev.boxoffice.booking.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.CardException;
import com.stripe.param.PaymentIntentCreateParams;
import com.sun.net.httpserver.HttpServer;
import dev.boxoffice.platform.client.OutgoingCallMetrics;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Stripe's calls are measured, attempt by attempt, without the ids of payments in their names.
class ObservedStripeHttpClientTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private HttpServer stripe;

    @BeforeEach
    void listen() throws IOException {
        stripe = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stripe.createContext("/v1/payment_intents", exchange -> {
            var declined = exchange.getRequestURI().getPath().endsWith("confirm");
            var body = declined
                    ? "{\"error\":{\"type\":\"card_error\",\"code\":\"card_declined\",\"message\":\"no\"}}"
                    : "{\"id\":\"pi_3Nq\",\"object\":\"payment_intent\"}";
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(declined ? 402 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        stripe.start();
    }

    @AfterEach
    void stop() {
        stripe.stop(0);
    }

    @Test
    void an_answer_is_counted_by_its_route_and_status() throws Exception {
        var payments = client().v1().paymentIntents();
        payments.retrieve("pi_3NqFoo_bar9");
        payments.create(PaymentIntentCreateParams.builder()
                .setAmount(100L)
                .setCurrency("eur")
                .build());
        assertThat(count("GET", "/v1/payment_intents/{id}", "200")).isEqualTo(1);
        assertThat(count("POST", "/v1/payment_intents", "200")).isEqualTo(1);
    }

    @Test
    void a_refusal_is_an_answer() {
        var payments = client().v1().paymentIntents();
        assertThatThrownBy(() -> payments.confirm("pi_3NqFoo")).isInstanceOf(CardException.class);
        assertThat(count("POST", "/v1/payment_intents/{id}/confirm", "402")).isEqualTo(1);
    }

    @Test
    void each_attempt_that_is_not_answered_counts() {
        stripe.stop(0);
        var payments = client().v1().paymentIntents();
        assertThatThrownBy(() -> payments.retrieve("pi_3NqFoo")).isInstanceOf(ApiConnectionException.class);
        assertThat(count("GET", "/v1/payment_intents/{id}", "CLIENT_ERROR")).isEqualTo(2);
    }

    private long count(String method, String route, String status) {
        return meters.get("http.client.requests")
                .tags("client.name", "stripe", "method", method, "uri", route, "status", status)
                .timer()
                .count();
    }

    private StripeClient client() {
        var observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        return StripeClient.builder()
                .setHttpClient(new ObservedStripeHttpClient(new OutgoingCallMetrics(observations)))
                .setApiBase("http://localhost:" + stripe.getAddress().getPort())
                .setApiKey("sk_test_none")
                .setMaxNetworkRetries(1)
                .build();
    }
}
