package dev.boxoffice.standalone.stripe;

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
final class Webhooks implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int IN_FLIGHT = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StripeSimulatorOptions options;
    private final FaultInjector faults;
    private final Function<StripeEvent, Object> shape;
    private final Consumer<StripeEvent> delivered;
    private final Clock clock;
    private volatile @Nullable URI endpoint;

    private final AtomicLong deliveries = new AtomicLong();
    private final Semaphore slots = new Semaphore(IN_FLIGHT, true);
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(senders)
            .build();

    Webhooks(
            StripeSimulatorOptions options,
            FaultInjector faults,
            Function<StripeEvent, Object> shape,
            Consumer<StripeEvent> delivered,
            Clock clock) {
        this.options = options;
        this.faults = faults;
        this.shape = shape;
        this.delivered = delivered;
        this.clock = clock;
        this.endpoint = options.webhookUrl();
    }

    void deliverTo(@Nullable URI otherEndpoint) {
        endpoint = otherEndpoint;
    }

    /// How many the endpoint took.
    long deliveries() {
        return deliveries.get();
    }

    /// Returns at once.
    void deliver(StripeEvent event) {
        if (endpoint == null || !options.delivers(event.type()) || faults.dropsWebhook()) {
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

    private void attempt(StripeEvent event, int failures) {
        var target = endpoint;
        if (target == null) {
            return;
        }
        if (accepted(target, event)) {
            deliveries.incrementAndGet();
            delivered.accept(event);
        } else if (failures < options.retries().size() && !senders.isShutdown()) {
            after(options.retries().get(failures).toMillis(), () -> attempt(event, failures + 1));
        }
    }

    private boolean accepted(URI target, StripeEvent event) {
        slots.acquireUninterruptibly();
        try {
            var body = JSON.writeValueAsBytes(shape.apply(event));
            var request = HttpRequest.newBuilder(target)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                    .header("Stripe-Signature", WebhookSignature.header(body, options.webhookSecret(), clock.instant()))
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
