package dev.boxoffice.booking.hold.occupancy;

import dev.boxoffice.booking.redis.SeatKeys;
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

/// `seat-occupancy.lua`: which seats of an event are taken now.
@Component
class SeatOccupancyScript {

    record Command(UUID event) {}

    /// @param taken by ordinal
    record Reply(BitSet taken) {}

    private static final RedisScript<List<byte[]>> SCRIPT = LuaScript.returningBytes("seat-occupancy");

    @SuppressWarnings("unchecked") // each element of the answer is left as it came
    private static final RedisSerializer<List<byte[]>> RAW =
            (RedisSerializer<List<byte[]>>) (RedisSerializer<?>) RedisSerializer.byteArray();

    private final StringRedisTemplate redis;
    private final RedisGuard guard;

    SeatOccupancyScript(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    /// Empty when Redis is out.
    Optional<Reply> run(Command command) {
        var keys = SeatKeys.of(command.event());
        return guard.ask(
                        () -> redis.execute(SCRIPT, RedisSerializer.string(), RAW, List.of(keys.booked(), keys.held())))
                .map(SeatOccupancyScript::read);
    }

    private static Reply read(List<byte[]> answer) {
        var taken = BitSet.valueOf(reverseBits(answer.getFirst()));
        for (var ordinal : answer.subList(1, answer.size())) {
            taken.set(Integer.parseInt(new String(ordinal, StandardCharsets.US_ASCII)));
        }
        return new Reply(taken);
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
