package dev.boxoffice.gateway.waitingroom;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the waiting room works (`boxoffice.queue.*`).
///
/// `signing-key` (32 bytes, base64; shared with booking-service) signs admissions and places. An admission lives for
/// `admission-ttl` (10 min); whoever is called has `claim-window` (1 min) to come, while room is kept for them. The
/// room moves every `tick` (1 s). Places are kept in `buckets` (32,768) hashes for `keep-places` (7 days). At most
/// `sweep-per-tick` (500) admissions are looked at in one tick, `audit-length` (100,000) entries are kept of each
/// event's audit trail.
@ConfigurationProperties("boxoffice.queue")
public record QueueProperties(
        @DefaultValue("") String signingKey,
        @DefaultValue("10m") Duration admissionTtl,
        @DefaultValue("1m") Duration claimWindow,
        @DefaultValue("1s") Duration tick,
        @DefaultValue("32768") int buckets,
        @DefaultValue("7d") Duration keepPlaces,
        @DefaultValue("500") int sweepPerTick,
        @DefaultValue("100000") int auditLength,
        @DefaultValue Auto auto,
        @DefaultValue Stream stream,
        @DefaultValue Catalogue catalogue,
        @DefaultValue Refusals refusals) {

    public QueueProperties {
        if (signingKey.isBlank()) {
            throw new IllegalArgumentException(
                    "boxoffice.queue.signing-key (BOXOFFICE_QUEUE_SIGNINGKEY) is missing: 32 random bytes, base64");
        }
        if (buckets < 1 || buckets > 65_536) {
            throw new IllegalArgumentException("boxoffice.queue.buckets must be between 1 and 65536");
        }
    }

    /// When an event in mode AUTO gets its waiting room: `reserves-per-second` (200) tried or `held-seats` (5,000) at
    /// one time; it goes when nobody waits and `quiet` (1 min) has passed below that.
    public record Auto(
            @DefaultValue("200") int reservesPerSecond,
            @DefaultValue("5000") int heldSeats,
            @DefaultValue("1m") Duration quiet) {}

    /// Who hears by stream: the first `near-front` (2,000) of each change, the others every `far-interval` (10 s); a
    /// heartbeat every `heartbeat` (15 s).
    public record Stream(
            @DefaultValue("2000") int nearFront,
            @DefaultValue("10s") Duration farInterval,
            @DefaultValue("15s") Duration heartbeat) {}

    /// What is remembered of events: `size` (10,000) of them, each asked for again after `ttl` (30 s) or when it
    /// changed.
    public record Catalogue(
            @DefaultValue("30s") Duration ttl,
            @DefaultValue("10000") int size,
            @DefaultValue("2s") Duration timeout) {}

    /// How many bad tokens one address may try at waiting rooms, on one gateway: `most` (100) `within` (1 min). At most
    /// `addresses` (100,000) are remembered.
    public record Refusals(
            @DefaultValue("100") int most,
            @DefaultValue("1m") Duration within,
            @DefaultValue("100000") int addresses) {}
}
