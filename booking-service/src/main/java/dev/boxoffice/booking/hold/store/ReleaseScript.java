package dev.boxoffice.booking.hold.store;

import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// `release.lua`: ends a hold before its time.
@Component
class ReleaseScript {

    /// @param asked by its buyer, who cannot end what is being paid for; false where it is known not to be
    record Command(Hold hold, boolean asked) {}

    private static final RedisScript<String> SCRIPT = LuaScript.returningText("release");

    private final StringRedisTemplate redis;
    private final RedisGuard guard;

    ReleaseScript(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    /// Empty when Redis is out.
    Optional<ReleaseReply> run(Command command) {
        var hold = command.hold();
        var keys = SeatKeys.of(hold.event());
        var keyNames = List.of(
                keys.hold(hold.key()),
                keys.held(),
                keys.holders(),
                keys.booked(),
                keys.version(),
                keys.changes(),
                keys.buyer(hold.buyer()));
        var arguments = new ArrayList<>(List.of(
                hold.key(),
                hold.buyer().text(),
                Integer.toString(SeatKeys.CHANGES_LENGTH),
                command.asked() ? "1" : "0"));
        hold.ordinals().forEach(ordinal -> arguments.add(ordinal.toString()));
        return guard.ask(() -> redis.execute(SCRIPT, keyNames, arguments.toArray()))
                .map(ReleaseReply::valueOf);
    }
}
