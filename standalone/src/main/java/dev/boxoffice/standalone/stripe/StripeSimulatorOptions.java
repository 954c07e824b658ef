package dev.boxoffice.standalone.stripe;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a simulator is set up.
///
/// - `port`: where it listens on loopback; 0 takes a free one.
/// - `secretKey`: the `sk_test_…` that callers must present.
/// - `webhookUrl`, `webhookSecret`: where events are delivered and how they are signed; no address, no delivery.
/// - `publicUrl`: how a browser reaches the simulator's pages; its own address when absent.
/// - `journal`: the file its state survives a restart in; in memory only when absent.
/// - `eventTypes`: what the endpoint subscribed to; empty means everything.
/// - `retries`: the waits before a failed webhook is tried again; after the last it is given up.
/// - `followUpDelay`: how long after a payment or refund what its test card brings comes: a dispute, a failure.
public record StripeSimulatorOptions(
        int port,
        String secretKey,
        @Nullable URI webhookUrl,
        String webhookSecret,
        @Nullable URI publicUrl,
        @Nullable Path journal,
        Set<String> eventTypes,
        List<Duration> retries,
        Duration followUpDelay) {
    private static final List<Duration> DEFAULT_RETRIES = List.of(
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30));

    private static final Duration FOLLOW_UP_DELAY = Duration.ofSeconds(2);

    public StripeSimulatorOptions {
        eventTypes = Set.copyOf(eventTypes);
        retries = List.copyOf(retries);
    }

    /// On a free port, in memory, delivering nothing yet.
    public static StripeSimulatorOptions inMemory(String secretKey, String webhookSecret) {
        return new StripeSimulatorOptions(
                0, secretKey, null, webhookSecret, null, null, Set.of(), DEFAULT_RETRIES, FOLLOW_UP_DELAY);
    }

    public StripeSimulatorOptions onPort(int otherPort) {
        return new StripeSimulatorOptions(
                otherPort,
                secretKey,
                webhookUrl,
                webhookSecret,
                publicUrl,
                journal,
                eventTypes,
                retries,
                followUpDelay);
    }

    public StripeSimulatorOptions deliveringTo(@Nullable URI otherUrl) {
        return new StripeSimulatorOptions(
                port, secretKey, otherUrl, webhookSecret, publicUrl, journal, eventTypes, retries, followUpDelay);
    }

    public StripeSimulatorOptions seenAt(@Nullable URI otherPublicUrl) {
        return new StripeSimulatorOptions(
                port,
                secretKey,
                webhookUrl,
                webhookSecret,
                otherPublicUrl,
                journal,
                eventTypes,
                retries,
                followUpDelay);
    }

    public StripeSimulatorOptions journaledIn(@Nullable Path otherJournal) {
        return new StripeSimulatorOptions(
                port,
                secretKey,
                webhookUrl,
                webhookSecret,
                publicUrl,
                otherJournal,
                eventTypes,
                retries,
                followUpDelay);
    }

    public StripeSimulatorOptions retryingAfter(List<Duration> otherRetries) {
        return new StripeSimulatorOptions(
                port,
                secretKey,
                webhookUrl,
                webhookSecret,
                publicUrl,
                journal,
                eventTypes,
                otherRetries,
                followUpDelay);
    }

    public StripeSimulatorOptions subscribedTo(Set<String> otherTypes) {
        return new StripeSimulatorOptions(
                port, secretKey, webhookUrl, webhookSecret, publicUrl, journal, otherTypes, retries, followUpDelay);
    }

    public StripeSimulatorOptions settlingAfter(Duration otherDelay) {
        return new StripeSimulatorOptions(
                port, secretKey, webhookUrl, webhookSecret, publicUrl, journal, eventTypes, retries, otherDelay);
    }

    boolean delivers(String type) {
        return eventTypes.isEmpty() || eventTypes.contains(type);
    }
}
