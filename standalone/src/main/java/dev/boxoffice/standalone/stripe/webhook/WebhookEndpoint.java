package dev.boxoffice.standalone.stripe.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where events go.
///
/// @param url no address, no delivery
/// @param secret signs each delivery
/// @param subscribedTo which types of event are wanted
/// @param retries the waits before a failed delivery is tried again; after the last it is given up
public record WebhookEndpoint(
        @Nullable URI url, String secret, Predicate<String> subscribedTo, List<Duration> retries) {}
