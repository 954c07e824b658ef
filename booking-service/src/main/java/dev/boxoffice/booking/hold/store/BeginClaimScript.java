package dev.boxoffice.booking.hold.store;

import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// `begin-claim.lua`: whether a hold may be paid for, just before its seats are claimed in Postgres.
@Component
class BeginClaimScript {

    /// @param grace the hold lives at least this long from now
    /// @param declines null where they were looked at before
    record Command(Hold hold, Duration grace, @Nullable DeclineLimit declines) {}

    private static final RedisScript<List<String>> SCRIPT = LuaScript.returningTexts("begin-claim");

    private final StringRedisTemplate redis;
    private final RedisGuard guard;

    BeginClaimScript(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    /// Empty when Redis is out.
    Optional<HoldStanding> run(Command command) {
        var hold = command.hold();
        var keys = SeatKeys.of(hold.event());
        var declines = command.declines();
        var keyNames = new ArrayList<>(List.of(
                keys.hold(hold.key()),
                keys.held(),
                keys.holders(),
                keys.version(),
                keys.changes(),
                keys.buyer(hold.buyer())));
        if (declines != null) {
            keyNames.add(declines.declined());
            keyNames.add(declines.tried());
        }
        var arguments = new ArrayList<>(List.of(
                keys.prefix(),
                hold.key(),
                hold.buyer().text(),
                Long.toString(command.grace().toMillis()),
                hold.guaranteed() ? "1" : "0",
                Long.toString(hold.deadline().toEpochMilli()),
                Integer.toString(SeatKeys.CHANGES_LENGTH),
                declines == null ? "0" : Integer.toString(declines.most()),
                hold.price().toText(),
                declines == null ? "0" : Long.toString(declines.longestTry().toMillis()),
                declines == null ? "" : declines.card()));
        hold.ordinals().forEach(ordinal -> arguments.add(ordinal.toString()));
        return guard.askTwice(() -> redis.execute(SCRIPT, keyNames, arguments.toArray()))
                .map(BeginClaimScript::read);
    }

    private static HoldStanding read(List<String> words) {
        return switch (words.getFirst()) {
            case "ALIVE" -> new HoldStanding.Alive(words.get(1).isEmpty() ? null : words.get(1));
            case "CROWDED" -> new HoldStanding.Crowded();
            case "EXHAUSTED" -> new HoldStanding.Exhausted(Duration.ofMillis(Long.parseLong(words.get(1))));
            case "GONE" -> new HoldStanding.Ended();
            case "TAKEN" ->
                new HoldStanding.LostTo(
                        words.stream().skip(1).map(Integer::valueOf).toList());
            default -> throw new IllegalStateException("begin-claim.lua answered " + words);
        };
    }
}
