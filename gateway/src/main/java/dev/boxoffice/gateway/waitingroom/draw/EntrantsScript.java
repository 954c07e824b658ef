package dev.boxoffice.gateway.waitingroom.draw;

import dev.boxoffice.gateway.waitingroom.ScriptArguments;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `queue-entrants.lua`: who has which place, of some buckets.
@Component
class EntrantsScript {

    private static final RedisScript<List<byte[]>> SCRIPT = LuaScript.returningBytes("queue-entrants");

    /// @param base the room's first number
    /// @param boundary only places before it
    /// @param from the first bucket
    /// @param to the one after the last
    record Command(UUID event, long base, long boundary, int from, int to) {}

    private final ReactiveRedisExecutor redis;

    EntrantsScript(ReactiveRedisExecutor redis) {
        this.redis = redis;
    }

    Mono<List<Entrants.Entrant>> run(Command command) {
        WaitingRoomKeys keys = WaitingRoomKeys.of(command.event());
        return redis.run(SCRIPT, List.of(keys.state()), ScriptArguments.of(keys.prefix(), command.from(), command.to()))
                .map(reply -> entrants(command, reply));
    }

    private static List<Entrants.Entrant> entrants(Command command, List<Object> reply) {
        List<Entrants.Entrant> entrants = new ArrayList<>();
        for (int i = 1; i + 1 < reply.size(); i += 2) {
            long lot =
                    command.base() + Long.parseLong(new String((byte[]) reply.get(i + 1), StandardCharsets.US_ASCII));
            if (lot < command.boundary()) {
                entrants.add(new Entrants.Entrant(lot, (byte[]) reply.get(i)));
            }
        }
        return entrants;
    }
}
