package dev.boxoffice.standalone.stripe.webhook;

import dev.boxoffice.standalone.stripe.fault.StripeFaultInjector;
import dev.boxoffice.standalone.stripe.model.SimulatedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Clock;
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
    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int READ_TIMEOUT_MS = 10_000;

    static {
        // The JDK keeps five idle connections to a host unless it is told otherwise, before the first is made.
        System.setProperty("http.maxConnections", System.getProperty("http.maxConnections", "" + IN_FLIGHT));
    }

    private final WebhookEndpoint endpoint;
    private final StripeFaultInjector faults;
    private final Function<SimulatedEvent, Object> shape;
    private final Consumer<SimulatedEvent> delivered;
    private final Clock clock;
    private volatile @Nullable URI target;

    private final AtomicLong deliveries = new AtomicLong();
    private final Semaphore slots = new Semaphore(IN_FLIGHT, true);
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

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
            var signature = SimulatedWebhookSignature.header(body, endpoint.secret(), clock.instant());
            var status = post(address, signature, body);
            return status >= 200 && status < 300;
        } catch (IOException e) {
            return false;
        } finally {
            slots.release();
        }
    }

    /// By the client that costs the least where a thread may wait: `java.net.http` hands each step of a call to
    /// another thread.
    private static int post(URI address, String signature, byte[] body) throws IOException {
        var call = (HttpURLConnection) address.toURL().openConnection();
        call.setRequestMethod("POST");
        call.setDoOutput(true);
        call.setInstanceFollowRedirects(false);
        call.setConnectTimeout(CONNECT_TIMEOUT_MS);
        call.setReadTimeout(READ_TIMEOUT_MS);
        call.setRequestProperty("Accept", "*/*");
        call.setRequestProperty("Content-Type", "application/json; charset=utf-8");
        call.setRequestProperty("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        call.setRequestProperty("Stripe-Signature", signature);
        call.getOutputStream().write(body);
        var status = call.getResponseCode();
        // Only a connection whose answer was read is kept for the next call.
        try (var answer = status < 400 ? call.getInputStream() : call.getErrorStream()) {
            if (answer != null) {
                answer.transferTo(OutputStream.nullOutputStream());
            }
        }
        return status;
    }

    @Override
    public void close() {
        senders.shutdownNow();
    }
}
