package dev.boxoffice.standalone.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpExchange;
import dev.boxoffice.standalone.http.Exchanges;
import dev.boxoffice.standalone.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// An endpoint that takes webhooks as an application does: by stripe-java's own check of the signature.
final class WebhookInbox implements AutoCloseable {
    private final String secret;
    private final LoopbackServer server;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    WebhookInbox(String secret) {
        this.secret = secret;
        this.server = LoopbackServer.start(0, this::handle);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            Exchanges.json(exchange, 503, Map.of());
            return;
        }
        try {
            events.add(Webhook.constructEvent(body, exchange.getRequestHeaders().getFirst("Stripe-Signature"), secret));
            Exchanges.json(exchange, 200, Map.of());
        } catch (SignatureVerificationException e) {
            Exchanges.json(exchange, 400, Map.of());
        }
    }

    URI url() {
        return URI.create(server.url() + "/webhooks/stripe");
    }

    void refuseNext(int deliveries) {
        refusals.set(deliveries);
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    List<String> types() {
        return events.stream().map(Event::getType).toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
