package dev.boxoffice.event.cache;

import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Remembers in Redis what is read a hundred times for each time it is changed; without Redis every read goes
/// through.
///
/// An entry is `<version>|<json>`. A change leaves `<version>|` behind: a reader who loaded the old row before
/// the change and stores it after cannot bring it back, because a lower version never replaces a higher one.
@Component
public final class CatalogueCacheStore {

    /// Tells other services, which cache events too, that one has changed (contracts/README.md).
    private static final String CHANGES_CHANNEL = "bo:catalog";

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final JsonMapper json;
    private final CatalogueCachePutScript puts;
    private final Duration ttl;

    CatalogueCacheStore(
            StringRedisTemplate redis, RedisGuard guard, JsonMapper json, CatalogueCacheProperties properties) {
        this.redis = redis;
        this.guard = guard;
        this.json = json;
        this.puts = new CatalogueCachePutScript(redis);
        this.ttl = properties.ttl();
    }

    public <T extends Versioned> Optional<T> read(
            CatalogueCacheKind kind, UUID id, Class<T> type, Supplier<Optional<T>> load) {
        var key = kind.key(id);
        var cached = guard.ask(() -> Optional.ofNullable(redis.opsForValue().get(key)))
                .flatMap(entry -> entry)
                .flatMap(CatalogueCacheStore::body);
        return cached.isPresent() ? Optional.of(json.readValue(cached.get(), type)) : loaded(key, load.get());
    }

    /// As [#read] for several at once: one round trip, whatever is missing loaded one by one. In the order of the ids;
    /// what does not exist is left out.
    public <T extends Versioned> List<T> readAll(
            CatalogueCacheKind kind, List<UUID> ids, Class<T> type, Function<UUID, Optional<T>> load) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var keys = ids.stream().map(kind::key).toList();
        var entries = guard.ask(() -> Optional.ofNullable(redis.opsForValue().multiGet(keys)))
                .flatMap(found -> found)
                .orElse(List.of());
        var values = new ArrayList<T>();
        for (var i = 0; i < ids.size(); i++) {
            var id = ids.get(i);
            var entry = i < entries.size() ? entries.get(i) : null;
            body(entry)
                    .map(body -> Optional.of(json.readValue(body, type)))
                    .orElseGet(() -> loaded(kind.key(id), load.apply(id)))
                    .ifPresent(values::add);
        }
        return values;
    }

    private static Optional<String> body(@Nullable String entry) {
        return Optional.ofNullable(entry)
                .map(text -> text.substring(text.indexOf('|') + 1))
                .filter(text -> !text.isEmpty());
    }

    private <T extends Versioned> Optional<T> loaded(String key, Optional<T> value) {
        value.ifPresent(found -> put(key, found.version(), json.writeValueAsString(found)));
        return value;
    }

    /// Drops what is remembered once the running transaction has committed.
    public void dropAfterCommit(CatalogueCacheKind kind, UUID id, long newVersion) {
        AfterCommit.run(() -> put(kind.key(id), newVersion, ""));
    }

    /// Tells everybody who caches an event that it has changed, once the running transaction has committed. It may get
    /// lost, so every copy also ages out.
    public void announceAfterCommit(UUID eventId) {
        AfterCommit.run(() -> guard.ask(() -> {
            redis.convertAndSend(CHANGES_CHANNEL, eventId.toString());
            return true;
        }));
    }

    private void put(String key, long version, String body) {
        guard.ask(() -> puts.run(new CatalogueCachePutScript.Command(key, version, body, ttl)));
    }
}
