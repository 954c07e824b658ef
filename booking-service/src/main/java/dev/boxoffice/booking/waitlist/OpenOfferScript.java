package dev.boxoffice.booking.waitlist;

import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// `open-offer.lua`: makes a hold known whose seats are kept for it.
@Component
class OpenOfferScript {

    private static final RedisScript<Long> SCRIPT = LuaScript.returningNumber("open-offer");

    private final StringRedisTemplate redis;
    private final RedisGuard guard;

    OpenOfferScript(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    /// Without Redis, or where it loses the record, the signed hold id is enough.
    void run(Hold hold) {
        guard.ask(() -> redis.execute(
                SCRIPT,
                List.of(SeatKeys.of(hold.event()).hold(hold.key())),
                hold.buyer().text(),
                hold.ordinals().stream().map(String::valueOf).collect(Collectors.joining(",")),
                Long.toString(hold.deadline().toEpochMilli()),
                hold.price().toText()));
    }
}
