package dev.boxoffice.standalone.stripe;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The simulator as a process of its own.
///
/// `BOXOFFICE_STRIPE_SECRETKEY` and `BOXOFFICE_STRIPE_WEBHOOKSECRET` are as for the services; its own settings,
/// all beginning with `BOXOFFICE_STRIPESIMULATOR_`, are `PORT`, `WEBHOOKURL`, `PUBLICURL` (where a browser finds
/// its pages; the origin of the webhook address when absent), `EVENTS` (comma-separated types; `*` for all) and
/// `JOURNAL` (a file; in memory when absent).
public final class StripeSimulatorApplication {
    /// What an application subscribes to that sells and refunds; every further type would be one more call a sale.
    private static final String DEFAULT_EVENTS =
            "payment_intent.succeeded,payment_intent.payment_failed,payment_intent.requires_action,"
                    + "payment_intent.processing,payment_intent.canceled,"
                    + "charge.refunded,charge.refund.updated,refund.created,refund.updated,refund.failed,"
                    + "charge.dispute.created,charge.dispute.updated,charge.dispute.closed,"
                    + "charge.dispute.funds_withdrawn,charge.dispute.funds_reinstated";

    private StripeSimulatorApplication() {}

    public static void main(String[] arguments) throws InterruptedException {
        var settings = System.getenv();
        var webhooks = uri(settings.get("BOXOFFICE_STRIPESIMULATOR_WEBHOOKURL"));
        var pages = uri(settings.get("BOXOFFICE_STRIPESIMULATOR_PUBLICURL"));
        var options = StripeSimulatorOptions.inMemory(
                        required(settings, "BOXOFFICE_STRIPE_SECRETKEY"),
                        required(settings, "BOXOFFICE_STRIPE_WEBHOOKSECRET"))
                .onPort(Integer.parseInt(settings.getOrDefault("BOXOFFICE_STRIPESIMULATOR_PORT", "8091")))
                .deliveringTo(webhooks)
                .seenAt(pages == null && webhooks != null ? webhooks.resolve("/") : pages)
                .subscribedTo(words(settings.getOrDefault("BOXOFFICE_STRIPESIMULATOR_EVENTS", DEFAULT_EVENTS)))
                .journaledIn(path(settings.get("BOXOFFICE_STRIPESIMULATOR_JOURNAL")));
        var simulator = StripeSimulator.start(options);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            simulator.close();
            stopped.countDown();
        }));
        stopped.await();
    }

    private static String required(Map<String, String> settings, String name) {
        var value = settings.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }

    private static @Nullable URI uri(@Nullable String text) {
        return text == null || text.isBlank() ? null : URI.create(text);
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null || text.isBlank() ? null : Path.of(text);
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty() && !word.equals("*"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
