package dev.boxoffice.booking.hold;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.boxoffice.booking.catalogue.SeatLayout.Section;
import dev.boxoffice.booking.redis.EventKeys;
import dev.boxoffice.booking.seats.TicketQueries;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.stereotype.Component;

/// Pictures of which seats are free, a moment old, from which best available seats are proposed.
@Component
class SeatViews {

    private static final int MAX_EVENTS = 1_000;
    private static final RedisScript<List<byte[]>> PICTURE = LuaScript.returningBytes("picture");

    @SuppressWarnings("unchecked") // each element of the answer is left as it came
    private static final RedisSerializer<List<byte[]>> RAW =
            (RedisSerializer<List<byte[]>>) (RedisSerializer<?>) RedisSerializer.byteArray();

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

    /// What was just held from a picture need not be proposed to the next buyer who sees it.
    void took(UUID event, List<Integer> ordinals) {
        var view = views.getIfPresent(event);
        if (view != null) {
            view.take(ordinals);
        }
    }

    /// What Postgres knows, for as long as Redis is out.
    SeatView withoutRedis(UUID event) {
        return new SeatView(tickets.taken(event), System.nanoTime());
    }

    private SeatView read(EventKeys keys) {
        var readAt = System.nanoTime();
        var answer = redis.execute(PICTURE, RedisSerializer.string(), RAW, List.of(keys.booked(), keys.held()));
        var taken = BitSet.valueOf(reverseBits(answer.getFirst()));
        for (var ordinal : answer.subList(1, answer.size())) {
            taken.set(Integer.parseInt(new String(ordinal, StandardCharsets.US_ASCII)));
        }
        return new SeatView(taken, readAt);
    }

    /// Redis counts bits from the highest of each byte, Java from the lowest.
    private static byte[] reverseBits(byte[] bits) {
        var reversed = new byte[bits.length];
        for (var i = 0; i < bits.length; i++) {
            reversed[i] = (byte) (Integer.reverse(bits[i] & 0xff) >>> 24);
        }
        return reversed;
    }

    static List<Integer> rowsOf(List<Section> sections) {
        return sections.stream()
                .flatMap(section -> section.isSeated()
                        ? section.rows().stream().flatMap(row -> List.of(row.first(), row.last()).stream())
                        : List.of(section.first(), section.last()).stream())
                .toList();
    }
}
