package dev.boxoffice.standalone.stripe;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The simulator as a process, set up by the environment: `BOXOFFICE_STRIPE_SECRETKEY` and `…_WEBHOOKSECRET` as for the
/// services, and of its own `BOXOFFICE_STRIPESIMULATOR_PORT`, `…_WEBHOOKURL`, `…_EVENTS` (comma-separated; all when
/// empty)
/// and `…_JOURNAL` (a file; in memory when empty).
public final class StripeSimulatorMain {
    private StripeSimulatorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var settings = System.getenv();
        var options = StripeSimulatorOptions.inMemory(
                        required(settings, "BOXOFFICE_STRIPE_SECRETKEY"),
                        required(settings, "BOXOFFICE_STRIPE_WEBHOOKSECRET"))
                .onPort(Integer.parseInt(settings.getOrDefault("BOXOFFICE_STRIPESIMULATOR_PORT", "8091")))
                .deliveringTo(uri(settings.get("BOXOFFICE_STRIPESIMULATOR_WEBHOOKURL")))
                .seenAt(uri(settings.get("BOXOFFICE_OIDC_ISSUER")))
                .subscribedTo(words(settings.getOrDefault("BOXOFFICE_STRIPESIMULATOR_EVENTS", "")))
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
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
