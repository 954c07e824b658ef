package dev.boxoffice.booking.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.CardException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpURLConnectionClient;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.service.PaymentIntentService;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// To Stripe and to stripe-java it is the same as stripe-java's own client.
class StripeConnectionClientTest {

    private static final String PAYMENT =
            "{\"id\":\"pi_3Nq\",\"object\":\"payment_intent\",\"description\":\"Zürich\"}";
    private static final String DECLINED =
            "{\"error\":{\"type\":\"card_error\",\"code\":\"card_declined\",\"message\":\"no\"}}";

    private record Received(String method, String path, Map<String, List<String>> headers, String body, int port) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private HttpServer stripe;

    @BeforeEach
    void listen() throws IOException {
        stripe = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stripe.createContext("/v1/payment_intents", this::answer);
        stripe.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var headers = new HashMap<>(exchange.getRequestHeaders());
        headers.remove("X-stripe-client-telemetry"); // how long the call before took
        received.add(new Received(
                exchange.getRequestMethod(),
                path,
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                exchange.getRemoteAddress().getPort()));
        var isDeclined = path.endsWith("confirm");
        var body = (isDeclined ? DECLINED : PAYMENT).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Request-Id", "req_" + received.size());
        if (path.endsWith("cancel")) {
            exchange.sendResponseHeaders(503, -1);
        } else {
            exchange.sendResponseHeaders(isDeclined ? 402 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @AfterEach
    void stop() {
        stripe.stop(0);
    }

    @Test
    void it_sends_what_stripe_javas_own_client_sends() throws Exception {
        for (var client : List.of(new HttpURLConnectionClient(), new StripeConnectionClient())) {
            var payments = payments(client, 1_000);
            assertThat(created(payments).getDescription()).isEqualTo("Zürich");
            assertThat(payments.retrieve("pi_3Nq").getLastResponse().requestId())
                    .isEqualTo("req_" + received.size());
        }
        assertThat(received).hasSize(4);
        for (var call : List.of(0, 1)) {
            var own = received.get(call);
            var ours = received.get(call + 2);
            assertThat(ours.method()).isEqualTo(own.method());
            assertThat(ours.path()).isEqualTo(own.path());
            assertThat(ours.headers()).isEqualTo(own.headers());
            assertThat(ours.body()).isEqualTo(own.body());
        }
    }

    @Test
    void one_connection_is_kept_whatever_is_answered() throws Exception {
        var payments = payments(new StripeConnectionClient(), 1_000);
        created(payments);
        assertThatThrownBy(() -> payments.confirm("pi_3Nq")).isInstanceOf(CardException.class);
        payments.retrieve("pi_3Nq");
        assertThat(ports()).hasSize(1);
    }

    private Set<Integer> ports() {
        var ports = new HashSet<Integer>();
        received.forEach(call -> ports.add(call.port()));
        return ports;
    }

    /// From whatever stands before Stripe.
    @Test
    void an_answer_without_a_word_counts_as_none() {
        var payments = payments(new StripeConnectionClient(), 1_000);
        assertThatThrownBy(() -> payments.cancel("pi_3Nq"))
                .isInstanceOf(ApiConnectionException.class)
                .hasMessageContaining("503");
    }

    /// Stripe may end an idle connection in the moment in which the next payment begins.
    @Test
    void a_kept_connection_that_was_closed_meanwhile_costs_no_payment() throws Exception {
        try (var closing = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var server = Thread.ofVirtual().start(() -> answerOnceAConnection(closing, 2));
            var payments = payments(new StripeConnectionClient(), 1_000, closing.getLocalPort());
            assertThat(created(payments).getId()).isEqualTo("pi_3Nq");
            assertThat(created(payments).getId()).isEqualTo("pi_3Nq");
            server.join();
        }
    }

    private static void answerOnceAConnection(ServerSocket server, int connections) {
        for (var n = 0; n < connections; n++) {
            try (var connection = server.accept()) {
                readRequest(connection);
                var body = PAYMENT.getBytes(StandardCharsets.UTF_8);
                var head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n";
                var out = connection.getOutputStream();
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(body);
            } catch (IOException gone) {
                return;
            }
        }
    }

    private static void readRequest(Socket connection) throws IOException {
        var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        var length = 0;
        for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        for (var n = 0; n < length; n++) {
            in.read();
        }
    }

    @Test
    void no_answer_within_the_time_counts_as_none() throws Exception {
        var asked = new CountDownLatch(1);
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var _ = silent.accept()) {
                    asked.await();
                } catch (IOException | InterruptedException gone) {
                    Thread.currentThread().interrupt();
                }
            });
            var payments = payments(new StripeConnectionClient(), 50, silent.getLocalPort());
            assertThatThrownBy(() -> created(payments))
                    .isInstanceOf(ApiConnectionException.class)
                    .hasCauseInstanceOf(SocketTimeoutException.class);
            asked.countDown();
        }
    }

    private static PaymentIntent created(PaymentIntentService payments) throws Exception {
        var params = PaymentIntentCreateParams.builder()
                .setAmount(4_500L)
                .setCurrency("eur")
                .putMetadata("booking_id", "Zürich & Basel")
                .build();
        return payments.create(
                params, RequestOptions.builder().setIdempotencyKey("key-1").build());
    }

    private PaymentIntentService payments(HttpClient client, int readTimeout) {
        return payments(client, readTimeout, stripe.getAddress().getPort());
    }

    private static PaymentIntentService payments(HttpClient client, int readTimeout, int port) {
        return StripeClient.builder()
                .setHttpClient(client)
                .setApiBase("http://localhost:" + port)
                .setApiKey("sk_test_none")
                .setConnectTimeout(1_000)
                .setReadTimeout(readTimeout)
                .setMaxNetworkRetries(0)
                .build()
                .v1()
                .paymentIntents();
    }
}
