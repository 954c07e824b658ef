package dev.boxoffice.gateway.limit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// How often one user, and one address, may call. Each limit is a bucket of `burst` requests, refilled at `per-
/// second`. An address has more room than a user, since a whole office or a mobile operator may share one.
///
/// @param enabled false switches all of it off
/// @param user a user's buckets by class, such as `user.reserve.burst=5`
/// @param address an address's buckets by class
/// @param localBuckets most buckets kept in memory while Redis is out
/// @param streams most streams open at once
@ConfigurationProperties("boxoffice.ratelimit")
record RateLimitProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Map<RateClass, Bucket> user,
        @DefaultValue Map<RateClass, Bucket> address,
        @DefaultValue("50000") int localBuckets,
        @DefaultValue Streams streams) {

    private static final Map<RateClass, Bucket> USER = Map.of(
            RateClass.READ, new Bucket(1_000, 200),
            RateClass.WRITE, new Bucket(300, 30),
            RateClass.RESERVE, new Bucket(60, 10),
            RateClass.JOIN, new Bucket(30, 2),
            RateClass.TOKEN, new Bucket(60, 5),
            RateClass.WEBHOOK, new Bucket(1_000, 200));

    private static final Map<RateClass, Bucket> ADDRESS = Map.of(
            RateClass.READ, new Bucket(20_000, 5_000),
            RateClass.WRITE, new Bucket(5_000, 1_000),
            RateClass.RESERVE, new Bucket(5_000, 1_000),
            RateClass.JOIN, new Bucket(30_000, 2_000),
            RateClass.TOKEN, new Bucket(5_000, 200),
            RateClass.WEBHOOK, new Bucket(5_000, 1_000));

    RateLimitProperties {
        user = withDefaults(user, USER);
        address = withDefaults(address, ADDRESS);
    }

    private static Map<RateClass, Bucket> withDefaults(
            Map<RateClass, Bucket> configured, Map<RateClass, Bucket> defaults) {
        Map<RateClass, Bucket> merged = new EnumMap<>(defaults);
        merged.putAll(configured);
        return merged;
    }

    Bucket user(RateClass kind) {
        return user.getOrDefault(kind, new Bucket(1, 1));
    }

    Bucket address(RateClass kind) {
        return address.getOrDefault(kind, new Bucket(1, 1));
    }

    /// False for health checks, and where all limits are off.
    boolean limits(ServerHttpRequest request) {
        return enabled && !request.getPath().value().startsWith("/actuator/");
    }

    /// How many streams may be open at one time on one gateway (D7).
    ///
    /// @param user of one caller
    /// @param address from one address
    /// @param service to one kind of resource (`/bookings`, `/events`, …); a service takes 8,192 connections
    /// @param waitingRooms of all waiting rooms, which need no connection to a service
    record Streams(
            @DefaultValue("5") int user,
            @DefaultValue("1000") int address,
            @DefaultValue("4000") int service,
            @DefaultValue("20000") int waitingRooms) {}

    /// One bucket: its size, and how fast it fills.
    record Bucket(int burst, double perSecond) {

        Bucket {
            if (burst < 1 || !(perSecond > 0)) {
                throw new IllegalArgumentException("A rate limit needs a burst and a rate above zero");
            }
        }

        /// Microseconds in which one request is earned back.
        long earnMicros() {
            return Math.max(1, Math.round(1_000_000 / perSecond));
        }

        /// The time in which an empty bucket fills.
        Duration window() {
            return Duration.ofMillis(Math.max(1, Math.round(burst * 1_000 / perSecond)));
        }
    }
}
