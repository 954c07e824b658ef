package dev.boxoffice.standalone.stripe.webhook;

import dev.boxoffice.standalone.stripe.fault.StripeFaultInjector;
import dev.boxoffice.standalone.stripe.model.SimulatedEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Delivers events to the endpoint, at least once and in no promised order, as Stripe does.
public final class WebhookDeliveryWorker implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int IN_FLIGHT = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WebhookEndpoint endpoint;
    private final StripeFaultInjector faults;
    private final Function<SimulatedEvent, Object> shape;
    private final Consumer<SimulatedEvent> delivered;
    private final Clock clock;
    private volatile @Nullable URI target;

    private final AtomicLong deliveries = new AtomicLong();
    private final Semaphore slots = new Semaphore(IN_FLIGHT, true);
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(senders)
            .build();

    public WebhookDeliveryWorker(
            WebhookEndpoint endpoint,
            StripeFaultInjector faults,
            Function<SimulatedEvent, Object> shape,
            Consumer<SimulatedEvent> delivered,
            Clock clock) {
        this.endpoint = endpoint;
        this.faults = faults;
        this.shape = shape;
        this.delivered = delivered;
        this.clock = clock;
        this.target = endpoint.url();
    }

    public void deliverTo(@Nullable URI otherTarget) {
        target = otherTarget;
    }

    /// How many the endpoint took.
    public long deliveries() {
        return deliveries.get();
    }

    /// Returns at once.
    public void deliver(SimulatedEvent event) {
        if (target == null || !endpoint.subscribedTo().test(event.type()) || faults.dropsWebhook()) {
            return;
        }
        for (var copy = 0; copy < faults.copies(); copy++) {
            after(faults.webhookDelayMs(), () -> attempt(event, 0));
        }
    }

    private void after(long ms, Runnable action) {
        if (ms == 0) {
            senders.execute(action);
        } else {
            CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS, senders)
                    .execute(action);
        }
    }

    private void attempt(SimulatedEvent event, int failures) {
        var address = target;
        if (address == null) {
            return;
        }
        if (accepted(address, event)) {
            deliveries.incrementAndGet();
            delivered.accept(event);
        } else if (failures < endpoint.retries().size() && !senders.isShutdown()) {
            after(endpoint.retries().get(failures).toMillis(), () -> attempt(event, failures + 1));
        }
    }

    private boolean accepted(URI address, SimulatedEvent event) {
        slots.acquireUninterruptibly();
        try {
            var body = JSON.writeValueAsBytes(shape.apply(event));
            var request = HttpRequest.newBuilder(address)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                    .header(
                            "Stripe-Signature",
                            SimulatedWebhookSignature.header(body, endpoint.secret(), clock.instant()))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            var status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            slots.release();
        }
    }

    @Override
    public void close() {
        senders.shutdownNow();
        client.shutdownNow();
    }
}
