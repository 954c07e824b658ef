package dev.boxoffice.gateway.waitingroom.draw;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.gateway.waitingroom.draw.Entrants.Entrant;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Who took part in draws, in Redis: 12 bytes each, in the order of their lots, and the root of each chunk of them.
@Component
class EntrantStore {

    private static final int BUCKETS_AT_ONCE = 512;
    private static final int SCRIPTS_AT_ONCE = 4;
    private static final int ROOT_BYTES = 32;

    /// Chunks in one value of Redis: of 159,744 bytes, for which it takes 163,840; of a chunk alone it would waste a
    /// seventh.
    private static final int CHUNKS_A_BLOCK = 13;

    private final ReactiveRedisExecutor redis;
    private final EntrantsScript entrants;
    private final QueueProperties properties;

    EntrantStore(ReactiveRedisExecutor redis, EntrantsScript entrants, QueueProperties properties) {
        this.redis = redis;
        this.entrants = entrants;
        this.properties = properties;
    }

    /// Everybody with a place before `boundary`.
    Mono<Entrants> read(UUID event, long base, long boundary) {
        int buckets = properties.buckets();
        return Flux.fromStream(IntStream.iterate(0, from -> from < buckets, from -> from + BUCKETS_AT_ONCE)
                        .boxed())
                .flatMap(
                        from -> entrants.run(new EntrantsScript.Command(
                                event, base, boundary, from, Math.min(buckets, from + BUCKETS_AT_ONCE))),
                        SCRIPTS_AT_ONCE)
                .collect(ArrayList<Entrant>::new, List::addAll)
                .map(Entrants::of);
    }

    /// Keeps them as long as places are kept. Under the root's name: of two gateways that saw differently each
    /// writes its own.
    Mono<Void> keep(UUID event, String root, Entrants all) {
        WaitingRoomKeys keys = WaitingRoomKeys.of(event);
        List<List<Entrant>> chunks = all.chunks();
        return Flux.fromStream(IntStream.iterate(0, from -> from < chunks.size(), from -> from + CHUNKS_A_BLOCK)
                        .boxed())
                .concatMap(from -> set(
                        keys.lots(root, from / CHUNKS_A_BLOCK),
                        bytes(chunks.subList(from, Math.min(chunks.size(), from + CHUNKS_A_BLOCK)).stream()
                                .flatMap(List::stream)
                                .map(Entrant::user)
                                .toList())))
                .then(set(keys.lotRoots(root), bytes(all.chunkRoots())));
    }

    private Mono<Void> set(String key, byte[] value) {
        return redis.call(template -> template.opsForValue().set(key, value, properties.keepPlaces()))
                .then();
    }

    private static byte[] bytes(List<byte[]> parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        parts.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    /// The users of one chunk; none where it is not kept any more.
    Mono<List<byte[]>> chunk(UUID event, String root, int chunk) {
        byte[] key =
                WaitingRoomKeys.of(event).lots(root, chunk / CHUNKS_A_BLOCK).getBytes(StandardCharsets.UTF_8);
        long size = (long) Entrants.CHUNK * UserHash.BYTES;
        long from = chunk % CHUNKS_A_BLOCK * size;
        Mono<ByteBuffer> range = redis.call(template -> template.execute(
                        connection -> connection.stringCommands().getRange(ByteBuffer.wrap(key), from, from + size - 1))
                .next());
        return parts(range.map(EntrantStore::bytes), UserHash.BYTES);
    }

    Mono<List<byte[]>> chunkRoots(UUID event, String root) {
        String key = WaitingRoomKeys.of(event).lotRoots(root);
        return parts(redis.call(template -> template.opsForValue().get(key)), ROOT_BYTES);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] all = new byte[buffer.remaining()];
        buffer.get(all);
        return all;
    }

    private static Mono<List<byte[]>> parts(Mono<byte[]> joined, int size) {
        return joined.map(all -> IntStream.range(0, all.length / size)
                        .mapToObj(i -> Arrays.copyOfRange(all, i * size, (i + 1) * size))
                        .toList())
                .defaultIfEmpty(List.of());
    }
}
