package dev.boxoffice.booking.hold;

import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What a hold may be, and how long it lives.
///
/// @param ttl life of a hold
/// @param claimGrace a hold being confirmed in its last moment lives at least this long, so that nobody takes
/// its seats between the look at Redis and the claim in Postgres
/// @param signingKey base64, at least 32 bytes: signs hold ids
/// @param previousSigningKey still accepted while keys are being changed
/// @param maxTickets most tickets in one request, whatever the event allows
/// @param idempotencyTtl how long a repeated `Idempotency-Key` gets the first answer, where seats were held
/// @param refusalTtl how long, where none were: enough for a repeat after a lost answer
/// @param maxIdempotencyKeys most answers remembered for a buyer and event; beyond it the oldest is forgotten
/// @param declines how many declined cards are put up with
/// @param bestAvailable how best available seats are looked for
@ConfigurationProperties("boxoffice.hold")
public record HoldProperties(
        @DefaultValue("10m") Duration ttl,
        @DefaultValue("3s") Duration claimGrace,
        String signingKey,
        @Nullable String previousSigningKey,
        @DefaultValue("200") int maxTickets,
        @DefaultValue("24h") Duration idempotencyTtl,
        @DefaultValue("10s") Duration refusalTtl,
        @DefaultValue("100") int maxIdempotencyKeys,
        @DefaultValue Declines declines,
        @DefaultValue BestAvailable bestAvailable) {

    /// @param perHold most declined attempts a hold; with the next its seats are given back
    /// @param perBuyer most a buyer and window, over all of their holds
    /// @param window how long a declined attempt counts against its buyer
    /// @param longestTry how long a card that is being tried counts, should its outcome get lost
    public record Declines(
            @DefaultValue("5") int perHold,
            @DefaultValue("20") int perBuyer,
            @DefaultValue("1h") Duration window,
            @DefaultValue("5m") Duration longestTry) {}

    /// @param viewAge how old the occupancy may be from which seats are proposed
    /// @param alternatives proposals sent in one call; Redis takes the first that is free
    /// @param tries calls with fresh proposals before Redis itself searches seat by seat
    public record BestAvailable(
            @DefaultValue("100ms") Duration viewAge,
            @DefaultValue("12") int alternatives,
            @DefaultValue("3") int tries) {}

    private static final int MIN_KEY_BYTES = 32;

    public HoldProperties {
        if (Base64.getDecoder().decode(signingKey).length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("boxoffice.hold.signing-key needs " + MIN_KEY_BYTES + " bytes, base64");
        }
    }
}
