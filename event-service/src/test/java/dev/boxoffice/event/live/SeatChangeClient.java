package dev.boxoffice.event.live;

import dev.boxoffice.event.live.seat.AvailabilityKeys;
import dev.boxoffice.testkit.TestPostgres;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Does to an event's seats what booking-service does, as contracts/README.md says, and with its database role.
@Component
public class SeatChangeClient {

    private static final RedisScript<String> CHANGE = new DefaultRedisScript<>("""
            local clock = redis.call('TIME')
            local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
            local ttl = tonumber(ARGV[2])
            local text = {}
            for i = 3, #ARGV do
              local ordinal = ARGV[i]
              redis.call('ZREM', KEYS[1], ordinal)
              redis.call('HDEL', KEYS[5], ordinal)
              if ttl > 0 then
                redis.call('HSET', KEYS[5], ordinal, 'hold')
                redis.call('ZADD', KEYS[1], now + ttl, ordinal)
                text[#text + 1] = ordinal .. ':1:' .. string.format('%.0f', now + ttl)
              else
                redis.call('SETBIT', KEYS[4], ordinal, ARGV[1] == '0' and 0 or 1)
                text[#text + 1] = ordinal .. ':' .. ARGV[1]
              end
            end
            if redis.call('EXISTS', KEYS[2]) == 0 then
              redis.call('SET', KEYS[2], clock[1] .. string.format('%06d', clock[2]))
            end
            local version = string.format('%.0f', redis.call('INCR', KEYS[2]))
            redis.call('XADD', KEYS[3], 'MAXLEN', '~', 10000, version .. '-0', 's', table.concat(text, ','))
            return version
            """, String.class);

    private final StringRedisTemplate redis;
    private final JdbcClient bookings = JdbcClient.create(TestPostgres.shared().as("booking_service"));

    SeatChangeClient(StringRedisTemplate redis) {
        this.redis = redis;
    }

    public long hold(String event, Duration ttl, int... ordinals) {
        return change(event, 1, ttl.toMillis(), ordinals);
    }

    public long release(String event, int... ordinals) {
        return change(event, 0, 0, ordinals);
    }

    /// Pays: Postgres first, then the mirror in Redis.
    public long book(String event, int... ordinals) {
        bookInPostgres(event, ordinals);
        return change(event, 2, 0, ordinals);
    }

    public void bookInPostgres(String event, int... ordinals) {
        bookings.sql("""
                update inventory.ticket
                set status = 'BOOKED', booking_id = :booking, owner = 'alice', version = version + 1, changed_at = now()
                where event_id = :event and ordinal = any(:ordinals)""")
                .param("booking", UUID.randomUUID())
                .param("event", UUID.fromString(event))
                .param("ordinals", IntStream.of(ordinals).boxed().toArray(Integer[]::new))
                .update();
    }

    /// Keeps seats from the sale: Postgres first, then the mirror in Redis.
    public long withhold(String event, int... ordinals) {
        bookings.sql("""
                update inventory.ticket set status = 'WITHHELD', version = version + 1, changed_at = now()
                where event_id = :event and ordinal = any(:ordinals)""")
                .param("event", UUID.fromString(event))
                .param("ordinals", IntStream.of(ordinals).boxed().toArray(Integer[]::new))
                .update();
        return change(event, 3, 0, ordinals);
    }

    private long change(String event, int status, long ttlMillis, int... ordinals) {
        var keys = new AvailabilityKeys(UUID.fromString(event));
        var arguments = Arrays.stream(ordinals).mapToObj(Integer::toString).collect(Collectors.toList());
        arguments.addAll(0, List.of(Integer.toString(status), Long.toString(ttlMillis)));
        return Long.parseLong(redis.execute(
                CHANGE,
                List.of(keys.held(), keys.version(), keys.changes(), keys.booked(), keys.holders()),
                arguments.toArray()));
    }
}
