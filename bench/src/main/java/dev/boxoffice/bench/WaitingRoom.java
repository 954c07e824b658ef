package dev.boxoffice.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/// One event's waiting room straight in Redis, by the scripts that gateways run (contracts/redis).
final class WaitingRoom implements AutoCloseable {

    private static final int BUCKETS = 32_768;
    private static final int KEEP_SECONDS = 3_600;
    private static final int ON_ITS_WAY = 1_000;
    private static final Pattern USED = Pattern.compile("(?m)^used_memory:(\\d+)");

    private final RedisWire redis;
    private final String prefix = "bo:{" + UUID.randomUUID() + "}:";
    private final String visit;
    private final String tick;

    WaitingRoom(RedisWire redis) throws IOException {
        this.redis = redis;
        this.visit = load("queue-visit");
        this.tick = load("queue-tick");
        redis.call(
                "EVALSHA", load("queue-create"), 1, prefix + "queue:state", "key", "00", "opened", "1", "drawn", "0");
    }

    private String load(String script) throws IOException {
        try (var in = Objects.requireNonNull(WaitingRoom.class.getResourceAsStream("/redis/" + script + ".lua"))) {
            return redis.call("SCRIPT", "LOAD", new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .toString();
        }
    }

    /// That many users join.
    void join(int users) throws IOException {
        for (var done = 0; done < users; ) {
            var some = Math.min(ON_ITS_WAY, users - done);
            for (var i = 0; i < some; i++) {
                joinLater();
            }
            for (var i = 0; i < some; i++) {
                redis.read();
            }
            done += some;
        }
    }

    private void joinLater() throws IOException {
        var id = UUID.randomUUID(); // as spread as a hash
        var user = ByteBuffer.allocate(12)
                .putLong(Long.rotateLeft(id.getLeastSignificantBits(), 2))
                .putInt((int) id.getMostSignificantBits())
                .array();
        redis.send(
                "EVALSHA",
                visit,
                4,
                prefix + "queue:state",
                prefix + "queue:p:" + Integer.toHexString(((user[0] & 0xff) << 8 | (user[1] & 0xff)) % BUCKETS),
                prefix + "queue:active",
                prefix + "queue:allowed",
                user,
                Base64.getUrlEncoder().withoutPadding().encodeToString(user),
                "join",
                "0",
                "",
                "",
                KEEP_SECONDS);
    }

    /// One second's work, all of it, however short ago the last one was.
    void tick() throws IOException {
        var keys = new String[] {
            "queue:state",
            "queue:active",
            "queue:batches",
            "queue:unclaimed",
            "queue:left",
            "queue:on",
            "booked",
            "held",
            "final",
            "queue:audit"
        };
        var command = new Object[3 + keys.length + 16];
        command[0] = "EVALSHA";
        command[1] = tick;
        command[2] = keys.length;
        for (var i = 0; i < keys.length; i++) {
            command[3 + i] = prefix + keys[i];
        }
        var arguments = new Object[] {
            prefix, "ON", 600, 2_000, 60_000, 0, 0, 500, 0, 200, 5_000, 60_000, 60_000, 100_000, 0, BUCKETS
        };
        System.arraycopy(arguments, 0, command, 3 + keys.length, arguments.length);
        redis.call(command);
    }

    /// What `MEMORY USAGE` says of all places together, in bytes.
    long memoryUsage() throws IOException {
        var sum = 0L;
        for (var bucket = 0; bucket < BUCKETS; bucket++) {
            redis.send("MEMORY", "USAGE", prefix + "queue:p:" + Integer.toHexString(bucket), "SAMPLES", 0);
            if (bucket % ON_ITS_WAY == ON_ITS_WAY - 1 || bucket == BUCKETS - 1) {
                for (var i = bucket / ON_ITS_WAY * ON_ITS_WAY; i <= bucket; i++) {
                    sum += redis.read() instanceof Long bytes ? bytes : 0;
                }
            }
        }
        return sum + (redis.call("MEMORY", "USAGE", prefix + "queue:state") instanceof Long state ? state : 0);
    }

    static long usedMemory(RedisWire redis) throws IOException {
        var used = USED.matcher(redis.call("INFO", "memory").toString());
        if (!used.find()) {
            throw new IOException("Redis does not tell its memory");
        }
        return Long.parseLong(used.group(1));
    }

    @Override
    public void close() throws IOException {
        for (var bucket = 0; bucket < BUCKETS; bucket++) {
            redis.send("UNLINK", prefix + "queue:p:" + Integer.toHexString(bucket));
            redis.read();
        }
        for (var key : new String[] {"state", "active", "batches", "unclaimed", "left", "on", "audit"}) {
            redis.call("UNLINK", prefix + "queue:" + key);
        }
    }
}
