package dev.boxoffice.event.waitingroom;

import dev.boxoffice.platform.redis.LuaScript;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/// `contracts/redis/queue-create.lua`: makes a waiting room again where there is none; one that exists stays as it is.
final class WaitingRoomRestoreScript {

    enum Reply {
        RESTORED,
        EXISTS
    }

    private static final RedisScript<List<String>> SCRIPT = LuaScript.returningTexts("queue-create");

    private final StringRedisTemplate redis;

    WaitingRoomRestoreScript(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /// @param stateKey of the room's hash
    Reply run(String stateKey, WaitingRoomCheckpoint checkpoint) {
        var fields = checkpoint.fields().entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toArray();
        var reply = redis.execute(SCRIPT, List.of(stateKey), fields);
        return List.of("EXISTS").equals(reply) ? Reply.EXISTS : Reply.RESTORED;
    }
}
