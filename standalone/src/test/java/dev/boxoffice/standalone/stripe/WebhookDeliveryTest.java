package dev.boxoffice.standalone.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.PaymentIntentCreateParams;
import com.sun.net.httpserver.HttpExchange;
import dev.boxoffice.standalone.http.Exchanges;
import dev.boxoffice.standalone.http.LoopbackServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// How webhooks go over the wire.
class WebhookDeliveryTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String SECRET_KEY = "sk_test_simulated";

    private final Deque<Integer> answers = new ConcurrentLinkedDeque<>();
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
    private final Deque<String> calls = new ConcurrentLinkedDeque<>();

    /// Gives the answers that are prepared, and then takes what comes.
    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        ports.add(exchange.getRemoteAddress().getPort());
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
        var status = answers.isEmpty() ? 200 : answers.remove();
        if (status == 302) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
        }
        Exchanges.json(exchange, status, Map.of("status", status));
    }

    @Test
    void deliveries_keep_their_connection_whatever_is_answered() throws StripeException {
        try (var endpoint = LoopbackServer.start(0, this::answer);
                var simulator = simulator(URI.create(endpoint.url() + "/webhooks/stripe"))) {
            answers.addAll(List.of(503, 400, 200, 500));
            pay(simulator);
            await().atMost(PATIENCE).until(() -> simulator.deliveries() == 1);
            pay(simulator);
            await().atMost(PATIENCE).until(() -> simulator.deliveries() == 2);
            assertThat(calls).hasSize(5);
            assertThat(ports).hasSize(1);
        }
    }

    @Test
    void a_delivery_that_is_sent_elsewhere_was_not_taken() throws StripeException {
        try (var endpoint = LoopbackServer.start(0, this::answer);
                var simulator = simulator(URI.create(endpoint.url() + "/webhooks/stripe"))) {
            answers.add(302);
            pay(simulator);
            await().atMost(PATIENCE).until(() -> simulator.deliveries() == 1);
            assertThat(calls).hasSize(2);
            assertThat(new HashSet<>(calls)).containsExactly("POST /webhooks/stripe");
        }
    }

    @Test
    void a_delivery_that_waits_ends_with_the_simulator()
            throws IOException, StripeException, InterruptedException, ExecutionException {
        var arrived = new CompletableFuture<Void>();
        var ended = new CompletableFuture<Void>();
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> readToTheEnd(silent, arrived, ended));
            try (var simulator =
                    simulator(URI.create("http://localhost:" + silent.getLocalPort() + "/webhooks/stripe"))) {
                pay(simulator);
                arrived.get();
            }
            assertThat(ended).succeedsWithin(5, TimeUnit.SECONDS);
        }
    }

    private static void readToTheEnd(
            ServerSocket silent, CompletableFuture<Void> arrived, CompletableFuture<Void> ended) {
        try (var connection = silent.accept()) {
            var in = connection.getInputStream();
            arrived.complete(null);
            while (in.read() >= 0) {}
        } catch (IOException reset) {
            // That is an end, too.
        } finally {
            ended.complete(null);
        }
    }

    private static StripeSimulator simulator(URI endpoint) {
        return StripeSimulator.start(StripeSimulatorOptions.inMemory(SECRET_KEY, "whsec_simulated")
                .deliveringTo(endpoint)
                .subscribedTo(Set.of("payment_intent.succeeded"))
                .retryingAfter(List.of(Duration.ofMillis(20), Duration.ofMillis(40), Duration.ofMillis(80))));
    }

    private static void pay(StripeSimulator simulator) throws StripeException {
        var stripe = StripeClient.builder()
                .setApiKey(SECRET_KEY)
                .setApiBase(simulator.baseUrl())
                .setMaxNetworkRetries(0)
                .build();
        stripe.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(4_500L)
                        .setCurrency("eur")
                        .setPaymentMethod("pm_card_visa")
                        .setConfirm(true)
                        .setReturnUrl("https://example.org/return")
                        .build());
    }
}
