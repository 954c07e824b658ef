package dev.boxoffice.gateway.waitingroom;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the waiting room works.
///
/// @param signingKey signs places and admissions: 32 bytes, base64, shared with booking-service
/// @param admissionTtl life of an admission
/// @param repicks how often somebody inside may let go of all their seats to pick others
/// @param claimWindow how long room is kept for whoever is called
/// @param tick how often a room moves
/// @param buckets hashes among which the places of an event are spread, 1 to 65,536
/// @param keepPlaces how long places are kept after the last change
/// @param sweepPerTick most admissions looked at in one tick
/// @param drawRefresh how long it is kept who would be drawn now, for each ten thousand who wait
/// @param auditLength entries kept of each event's audit trail
/// @param auto when an event in mode AUTO gets its room
/// @param stream who hears by stream
/// @param catalogue what is remembered of events
/// @param refusals bad tokens at waiting rooms
@ConfigurationProperties("boxoffice.queue")
public record QueueProperties(
        @DefaultValue("") String signingKey,
        @DefaultValue("10m") Duration admissionTtl,
        @DefaultValue("5") int repicks,
        @DefaultValue("1m") Duration claimWindow,
        @DefaultValue("1s") Duration tick,
        @DefaultValue("32768") int buckets,
        @DefaultValue("7d") Duration keepPlaces,
        @DefaultValue("500") int sweepPerTick,
        @DefaultValue("2s") Duration drawRefresh,
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

    /// When an event in mode AUTO gets its waiting room; it goes when nobody waits and it has been quiet.
    ///
    /// @param reservesPerSecond reserves tried that open it
    /// @param heldSeats seats held at one time that open it
    /// @param quiet how long it must have been below both before it goes
    public record Auto(
            @DefaultValue("200") int reservesPerSecond,
            @DefaultValue("5000") int heldSeats,
            @DefaultValue("1m") Duration quiet) {}

    /// Who hears by stream.
    ///
    /// @param nearFront how many at the front hear of each change
    /// @param farInterval how often the others hear
    /// @param heartbeat longest silence on a stream
    public record Stream(
            @DefaultValue("2000") int nearFront,
            @DefaultValue("10s") Duration farInterval,
            @DefaultValue("15s") Duration heartbeat) {}

    /// What is remembered of events.
    ///
    /// @param ttl after this, or a change, an event is asked for again
    /// @param size most events remembered
    /// @param timeout longest wait for event-service
    public record Catalogue(
            @DefaultValue("30s") Duration ttl,
            @DefaultValue("10000") int size,
            @DefaultValue("2s") Duration timeout) {}

    /// How many bad tokens one address may try at waiting rooms, on one gateway.
    ///
    /// @param most tries
    /// @param within the time in which they count
    /// @param addresses most addresses remembered
    public record Refusals(
            @DefaultValue("100") int most,
            @DefaultValue("1m") Duration within,
            @DefaultValue("100000") int addresses) {}
}
