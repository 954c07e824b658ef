package dev.boxoffice.booking.testing;

import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpExchange;
import dev.boxoffice.standalone.http.Exchanges;
import dev.boxoffice.standalone.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Passes each webhook to one instance or the other, in turn, and beside it a forged and a stale copy to the one
/// whose turn it is not.
public final class BookingWebhookRelay implements AutoCloseable {

    private static final int STALE_SECONDS = 3_600;

    private final List<String> bases;
    private final String secret;
    private final LoopbackServer server = LoopbackServer.start(0, this::pass);
    private final AtomicInteger turn = new AtomicInteger();
    private final ConcurrentLinkedQueue<Integer> genuine = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Integer> worthless = new ConcurrentLinkedQueue<>();

    public BookingWebhookRelay(List<String> bases, String secret) {
        this.bases = List.copyOf(bases);
        this.secret = secret;
    }

    public URI address() {
        return URI.create(server.url() + "/webhooks/stripe");
    }

    private void pass(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var signature = exchange.getRequestHeaders().getFirst("Stripe-Signature");
        var next = turn.getAndIncrement();
        var now = Instant.now().getEpochSecond();
        try {
            var forged = Webhook.Signature.generateSignatureHeader(body, "whsec_somebody_elses", now);
            worthless.add(send(next + 1, body, forged));
            var stale = Webhook.Signature.generateSignatureHeader(body, secret, now - STALE_SECONDS);
            worthless.add(send(next + 1, body, stale));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        var status = send(next, body, signature);
        genuine.add(status);
        Exchanges.json(exchange, status, Map.of());
    }

    private int send(int whoseTurn, String body, String signature) {
        return BookingTestClient.anonymous(bases.get(whoseTurn % bases.size()))
                .with("Stripe-Signature", signature)
                .post("/webhooks/stripe", body)
                .status();
    }

    /// What the instances said to Stripe's own.
    public List<Integer> genuine() {
        return List.copyOf(genuine);
    }

    public List<Integer> worthless() {
        return List.copyOf(worthless);
    }

    @Override
    public void close() {
        server.close();
    }
}
