package dev.boxoffice.gateway.route;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long the gateway waits for a service, and when it stops asking (`boxoffice.upstream.*`).
///
/// A response must begin within `responseTimeout` (10 s; `responseTimeouts.<service>` overrides it for one service),
/// within `importTimeout` (2 min) for imports, seating plans and publications; a `Prefer: wait=N` adds up to `maxWait`
/// (30 s). Streams may take as long as they like. At most `maxInFlight` (2,000) requests wait for one service's answer,
/// at most `webhooksInFlight` (200) of them from Stripe.
///
/// The breaker of a service opens when at least half of its last `breakerWindow` (50) answers failed, `breakerMinimum`
/// (20) at least being known, stays open for `breakerOpen` (5 s), then lets `breakerProbes` (5) requests try. An
/// instance
/// that refuses a connection is passed over for `passOver` (5 s).
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
        @DefaultValue("5s") Duration passOver) {

    int maxInFlight(Upstream upstream) {
        return upstream == Upstream.WEBHOOK ? webhooksInFlight : maxInFlight;
    }

    Duration responseTimeout(Upstream upstream) {
        return responseTimeouts.getOrDefault(upstream, responseTimeout);
    }
}
