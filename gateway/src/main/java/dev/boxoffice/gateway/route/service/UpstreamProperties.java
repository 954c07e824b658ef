package dev.boxoffice.gateway.route.service;

import dev.boxoffice.gateway.route.Upstream;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long the gateway waits for a service, and when it stops asking. Streams may take as long as they like.
///
/// @param responseTimeout a response must begin within it
/// @param responseTimeouts the same for one service, by its name
/// @param importTimeout the same for imports, seating plans and publications
/// @param maxWait most that a `Prefer: wait=N` adds
/// @param maxInFlight most requests that wait for one service's answer
/// @param webhooksInFlight most of them that come from Stripe
/// @param breakerWindow answers of a service looked back at; half of them failed opens its breaker
/// @param breakerMinimum answers seen before it may open
/// @param breakerOpen how long it stays open
/// @param breakerProbes requests that try the service then
/// @param passOver how long an instance that refuses a connection is passed over
/// @param resolveEvery how often services' names are looked up again
/// @param connections to each instance
@ConfigurationProperties("boxoffice.upstream")
public record UpstreamProperties(
        @DefaultValue("10s") Duration responseTimeout,
        @DefaultValue Map<Upstream, Duration> responseTimeouts,
        @DefaultValue("2m") Duration importTimeout,
        @DefaultValue("30s") Duration maxWait,
        @DefaultValue("2000") int maxInFlight,
        @DefaultValue("200") int webhooksInFlight,
        @DefaultValue("50") int breakerWindow,
        @DefaultValue("20") int breakerMinimum,
        @DefaultValue("5s") Duration breakerOpen,
        @DefaultValue("5") int breakerProbes,
        @DefaultValue("5s") Duration passOver,
        @DefaultValue("5s") Duration resolveEvery,
        @DefaultValue Connections connections) {

    /// Connections to each instance of a service.
    ///
    /// @param most at once; each watched stream holds one
    /// @param connectTimeout for a new one
    /// @param acquireTimeout longest wait for one of them
    /// @param maxIdle shorter than the services keep theirs, so that none is found closed
    /// @param life after which one is not used again, give or take half: new instances get their share
    public record Connections(
            @DefaultValue("12000") int most,
            @DefaultValue("1s") Duration connectTimeout,
            @DefaultValue("1s") Duration acquireTimeout,
            @DefaultValue("15s") Duration maxIdle,
            @DefaultValue("40s") Duration life) {}

    public int maxInFlight(Upstream upstream) {
        return upstream == Upstream.WEBHOOK ? webhooksInFlight : maxInFlight;
    }

    public Duration responseTimeout(Upstream upstream) {
        return responseTimeouts.getOrDefault(upstream, responseTimeout);
    }
}
