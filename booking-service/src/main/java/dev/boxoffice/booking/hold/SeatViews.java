package dev.boxoffice.booking.hold;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.boxoffice.booking.redis.EventKeys;
import dev.boxoffice.booking.redis.RedisGuard;
import dev.boxoffice.booking.seats.TicketQueries;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.zset.Tuple;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.stereotype.Component;

/// Pictures of which seats are free, a moment old, from which best available seats are proposed.
@Component
class SeatViews {

    private static final int MAX_EVENTS = 1_000;

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final TicketQueries tickets;
    private final long maxAgeNanos;
    private final Cache<UUID, SeatView> views =
            Caffeine.newBuilder().maximumSize(MAX_EVENTS).build();

    SeatViews(StringRedisTemplate redis, RedisGuard guard, TicketQueries tickets, HoldProperties properties) {
        this.redis = redis;
        this.guard = guard;
        this.tickets = tickets;
        this.maxAgeNanos = properties.bestAvailable().viewAge().toNanos();
    }

    /// Empty when Redis is out.
    Optional<SeatView> recent(UUID event) {
        var view = views.getIfPresent(event);
        return view == null || view.isOlderThan(maxAgeNanos) ? fresh(event) : Optional.of(view);
    }

    Optional<SeatView> fresh(UUID event) {
        var view = guard.ask(() -> read(EventKeys.of(event)));
        view.ifPresent(read -> views.put(event, read));
        return view;
    }

    /// What Postgres knows, for as long as Redis is out.
    SeatView withoutRedis(UUID event) {
        return new SeatView(tickets.taken(event), System.nanoTime());
    }

    /// One round trip; the time is Redis's own, which is what deadlines are in.
    private SeatView read(EventKeys keys) {
        var readAt = System.nanoTime();
        var answers = redis.executePipelined(
                (RedisCallback<@Nullable Object>) connection -> {
                    ask(connection, keys);
                    return null;
                },
                RedisSerializer.byteArray());
        var now = (Long) answers.get(0);
        var bits = (byte @Nullable []) answers.get(1);
        var taken = bits == null ? new BitSet() : BitSet.valueOf(reverseBits(bits));
        for (var member : (Iterable<?>) answers.get(2)) {
            var held = (Tuple) member;
            if (held.getScore() > now) {
                taken.set(Integer.parseInt(new String(held.getValue(), StandardCharsets.US_ASCII)));
            }
        }
        return new SeatView(taken, readAt);
    }

    private static void ask(RedisConnection connection, EventKeys keys) {
        connection.serverCommands().time();
        connection.stringCommands().get(keys.booked().getBytes(StandardCharsets.US_ASCII));
        connection.zSetCommands().zRangeWithScores(keys.held().getBytes(StandardCharsets.US_ASCII), 0, -1);
    }

    /// Redis counts bits from the highest of each byte, Java from the lowest.
    private static byte[] reverseBits(byte[] bits) {
        var reversed = new byte[bits.length];
        for (var i = 0; i < bits.length; i++) {
            reversed[i] = (byte) (Integer.reverse(bits[i] & 0xff) >>> 24);
        }
        return reversed;
    }

    static List<Integer> rowsOf(List<dev.boxoffice.booking.catalogue.SeatLayout.Section> sections) {
        return sections.stream()
                .flatMap(section -> section.isSeated()
                        ? section.rows().stream().flatMap(row -> List.of(row.first(), row.last()).stream())
                        : List.of(section.first(), section.last()).stream())
                .toList();
    }
}
