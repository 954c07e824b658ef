package dev.boxoffice.booking.hold.occupancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.redis.RedisGuard;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.zset.Tuple;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// Which seats are taken, as Redis said a moment ago: best available seats are proposed from it. Whether a proposal
/// holds, Redis decides.
///
/// D9: it is read in steps that are short whatever the event's size, once for all who ask at the same time, and not
/// again while nothing has changed: that an event is sold out costs one `GET` a request.
@Component
public class SeatOccupancyStore {

    private static final int MAX_EVENTS = 1_000;
    private static final int SCANNED_AT_ONCE = 1_000;

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final long maxAgeNanos;
    private final Cache<UUID, SeatOccupancy> recent =
            Caffeine.newBuilder().maximumSize(MAX_EVENTS).build();

    SeatOccupancyStore(StringRedisTemplate redis, RedisGuard guard, HoldProperties properties) {
        this.redis = redis;
        this.guard = guard;
        this.maxAgeNanos = properties.bestAvailable().viewAge().toNanos();
    }

    /// Empty when Redis is out.
    public Optional<BitSet> recent(UUID event) {
        var known = recent.getIfPresent(event);
        return known == null || known.isOlderThan(maxAgeNanos) ? current(event) : Optional.of(known.taken());
    }

    /// As it is now: what is known, where nothing has changed. Empty when Redis is out.
    public Optional<BitSet> current(UUID event) {
        var known = recent.getIfPresent(event);
        if (known == null) {
            return fresh(event);
        }
        var version = guard.ask(() ->
                Optional.ofNullable(redis.opsForValue().get(SeatKeys.of(event).version())));
        return version.flatMap(now -> known.isCurrent(now.orElse(null)) ? Optional.of(known.taken()) : fresh(event));
    }

    /// Empty when Redis is out.
    private Optional<BitSet> fresh(UUID event) {
        var askedAt = System.nanoTime();
        var read = recent.asMap()
                .compute(
                        event,
                        (_, known) -> known != null && known.wasReadAfter(askedAt)
                                ? known
                                : guard.ask(() -> read(SeatKeys.of(event))).orElse(null));
        return Optional.ofNullable(read).map(SeatOccupancy::taken);
    }

    /// What was just held need not be proposed to the next buyer.
    public void markTaken(UUID event, List<Integer> ordinals) {
        var known = recent.getIfPresent(event);
        if (known != null) {
            known.take(ordinals);
        }
    }

    /// Holds before bookings: a seat that is paid for meanwhile is in one of them at least.
    private SeatOccupancy read(SeatKeys keys) {
        return Objects.requireNonNull(redis.execute((RedisCallback<SeatOccupancy>) connection -> {
            var readAt = System.nanoTime();
            var version = get(connection, keys.version());
            var now = Objects.requireNonNull(connection.serverCommands().time(TimeUnit.MILLISECONDS));
            var held = new BitSet();
            var firstEnd = Double.MAX_VALUE;
            var scanning = ScanOptions.scanOptions().count(SCANNED_AT_ONCE).build();
            try (var seats = connection.zSetCommands().zScan(bytes(keys.held()), scanning)) {
                while (seats.hasNext()) {
                    Tuple seat = seats.next();
                    if (seat.getScore() > now) {
                        held.set(Integer.parseInt(new String(seat.getValue(), StandardCharsets.US_ASCII)));
                        firstEnd = Math.min(firstEnd, seat.getScore());
                    }
                }
            }
            var booked = get(connection, keys.booked());
            var taken = booked == null ? new BitSet() : BitSet.valueOf(reverseBits(booked));
            taken.or(held);
            var left = (long) Math.min(firstEnd - now, (double) TimeUnit.DAYS.toMillis(1));
            return new SeatOccupancy(
                    taken,
                    version == null ? null : new String(version, StandardCharsets.US_ASCII),
                    readAt + TimeUnit.MILLISECONDS.toNanos(left),
                    readAt);
        }));
    }

    private static byte @Nullable [] get(RedisConnection connection, String key) {
        return connection.stringCommands().get(bytes(key));
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /// Redis counts bits from the highest of each byte, Java from the lowest.
    private static byte[] reverseBits(byte[] bits) {
        var reversed = new byte[bits.length];
        for (var i = 0; i < bits.length; i++) {
            reversed[i] = (byte) (Integer.reverse(bits[i] & 0xff) >>> 24);
        }
        return reversed;
    }
}
