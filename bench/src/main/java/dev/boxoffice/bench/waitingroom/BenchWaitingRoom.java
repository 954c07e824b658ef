package dev.boxoffice.bench.waitingroom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Response;

/// One event's waiting room straight in Redis, by the scripts that gateways run (contracts/redis). Jedis writes to a
/// socket of its own from the calling thread: what is measured is the script, not a hand-over between threads.
final class BenchWaitingRoom implements AutoCloseable {

    private static final int BUCKETS = 32_768;
    private static final int KEEP_SECONDS = 3_600;
    private static final int ON_ITS_WAY = 1_000;
    private static final Pattern USED = Pattern.compile("(?m)^used_memory:(\\d+)");
    private static final List<String> TICK_KEYS = List.of(
            "queue:state",
            "queue:active",
            "queue:batches",
            "queue:unclaimed",
            "queue:left",
            "queue:on",
            "booked",
            "held",
            "final",
            "queue:audit");

    private final Jedis redis;
    private final String prefix = "bo:{" + UUID.randomUUID() + "}:";
    private final String visit;
    private final String tick;
    private final List<String> tickKeys;
    private final List<String> tickArguments;

    BenchWaitingRoom(Jedis redis) throws IOException {
        this.redis = redis;
        this.visit = load("queue-visit");
        this.tick = load("queue-tick");
        this.tickKeys = TICK_KEYS.stream().map(prefix::concat).toList();
        this.tickArguments = List.of(
                prefix,
                "ON",
                "600",
                "2000",
                "60000",
                "0",
                "0",
                "500",
                "0",
                "200",
                "5000",
                "60000",
                "60000",
                "100000",
                "0",
                Integer.toString(BUCKETS),
                "1",
                "5",
                "600000");
        redis.evalsha(
                load("queue-create"),
                List.of(prefix + "queue:state"),
                List.of("key", "00", "opened", "1", "drawn", "0"));
    }

    private String load(String script) throws IOException {
        try (var in = Objects.requireNonNull(BenchWaitingRoom.class.getResourceAsStream("/redis/" + script + ".lua"))) {
            return redis.scriptLoad(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /// That many users join, many of them on their way at once.
    void join(int users) {
        for (var done = 0; done < users; done += ON_ITS_WAY) {
            try (var pipeline = redis.pipelined()) {
                for (var i = 0; i < Math.min(ON_ITS_WAY, users - done); i++) {
                    var id = UUID.randomUUID(); // as spread as a hash
                    var user = ByteBuffer.allocate(12)
                            .putLong(Long.rotateLeft(id.getLeastSignificantBits(), 2))
                            .putInt((int) id.getMostSignificantBits())
                            .array();
                    pipeline.evalsha(bytes(visit), visitKeys(user), visitArguments(user));
                }
                pipeline.sync();
            }
        }
    }

    private List<byte[]> visitKeys(byte[] user) {
        var bucket = ((user[0] & 0xff) << 8 | (user[1] & 0xff)) % BUCKETS;
        return List.of(
                bytes(prefix + "queue:state"),
                bytes(bucketKey(bucket)),
                bytes(prefix + "queue:active"),
                bytes(prefix + "queue:allowed"),
                bytes(prefix + "queue:left"),
                bytes(prefix + "queue:end:bench"));
    }

    private static List<byte[]> visitArguments(byte[] user) {
        return List.of(
                user,
                Base64.getUrlEncoder().withoutPadding().encode(user),
                bytes("join"),
                bytes("0"),
                bytes(""),
                bytes(""),
                bytes(Integer.toString(KEEP_SECONDS)),
                bytes(""));
    }

    private String bucketKey(int bucket) {
        return prefix + "queue:p:" + Integer.toHexString(bucket);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// One second's work, all of it, however short ago the last one was.
    void tick() {
        redis.evalsha(tick, tickKeys, tickArguments);
    }

    /// What `MEMORY USAGE` says of all places together, in bytes.
    long memoryUsage() {
        var sum = bytesOf(redis.memoryUsage(prefix + "queue:state"));
        for (var from = 0; from < BUCKETS; from += ON_ITS_WAY) {
            var sizes = new ArrayList<Response<Long>>();
            try (var pipeline = redis.pipelined()) {
                for (var bucket = from; bucket < Math.min(BUCKETS, from + ON_ITS_WAY); bucket++) {
                    sizes.add(pipeline.memoryUsage(bucketKey(bucket), 0));
                }
                pipeline.sync();
            }
            sum += sizes.stream().mapToLong(size -> bytesOf(size.get())).sum();
        }
        return sum;
    }

    private static long bytesOf(@Nullable Long usage) {
        return usage == null ? 0 : usage;
    }

    static long usedMemory(Jedis redis) {
        var used = USED.matcher(redis.info("memory"));
        if (!used.find()) {
            throw new IllegalStateException("Redis does not tell its memory");
        }
        return Long.parseLong(used.group(1));
    }

    @Override
    public void close() {
        try (var pipeline = redis.pipelined()) {
            for (var bucket = 0; bucket < BUCKETS; bucket++) {
                pipeline.unlink(bucketKey(bucket));
            }
            TICK_KEYS.forEach(key -> pipeline.unlink(prefix + key));
            pipeline.sync();
        }
    }
}
