package dev.boxoffice.booking.seats;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.boxoffice.booking.redis.EventKeys;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// Fills an event's mirror from Postgres when Redis has lost it, or may have missed changes while it was out.
@Component
public class MirrorRebuild {

    private static final Logger log = LoggerFactory.getLogger(MirrorRebuild.class);
    private static final int MAX_EVENTS_REMEMBERED = 100_000;
    private static final long POLL_NANOS = 20_000_000L;

    /// Complete only if nothing emptied Redis since the rebuild began: that would have taken the lease with
    /// it.
    private static final RedisScript<Long> COMPLETE = LuaScript.returningNumber("complete-rebuild");

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final SeatMirror mirror;
    private final TicketQueries tickets;
    private final MirrorProperties properties;
    private final ConcurrentHashMap<UUID, CompletableFuture<Boolean>> running = new ConcurrentHashMap<>();
    private final Cache<UUID, Long> checkedAfterOutage =
            Caffeine.newBuilder().maximumSize(MAX_EVENTS_REMEMBERED).build();

    MirrorRebuild(
            StringRedisTemplate redis,
            RedisGuard guard,
            SeatMirror mirror,
            TicketQueries tickets,
            MirrorProperties properties) {
        this.redis = redis;
        this.guard = guard;
        this.mirror = mirror;
        this.tickets = tickets;
        this.properties = properties;
    }

    /// Makes sure that what an outage has kept from Redis is made good before the event's seats are held
    /// again.
    ///
    /// @return false when Redis is out again
    public boolean catchUpAfterOutage(UUID event) {
        var outages = guard.outages();
        var checked = checkedAfterOutage.getIfPresent(event);
        var missed = mirror.takeMissed(event);
        if (!missed && outages == (checked == null ? 0 : checked)) {
            return true;
        }
        if (guard.ask(() -> redis.delete(EventKeys.of(event).loaded())).isEmpty() || !load(event)) {
            if (missed) {
                mirror.miss(event);
            }
            return false;
        }
        checkedAfterOutage.put(event, outages);
        return true;
    }

    /// Rebuilds, or waits for whoever is rebuilding already.
    ///
    /// @return whether the mirror is complete now
    public boolean load(UUID event) {
        var mine = new CompletableFuture<Boolean>();
        var other = running.putIfAbsent(event, mine);
        if (other != null) {
            return other.join();
        }
        try {
            mine.complete(loadOnce(event));
        } catch (RuntimeException failed) {
            mine.complete(false);
            throw failed;
        } finally {
            running.remove(event);
        }
        return mine.join();
    }

    private boolean loadOnce(UUID event) {
        var keys = EventKeys.of(event);
        var lease = UUID.randomUUID().toString();
        var deadline = System.nanoTime() + properties.rebuildWait().toNanos();
        do {
            var won =
                    guard.ask(() -> redis.opsForValue().setIfAbsent(keys.loading(), lease, properties.rebuildLease()));
            if (won.isEmpty()) {
                return false;
            }
            if (won.get()) {
                return rebuild(event, keys, lease);
            }
            LockSupport.parkNanos(POLL_NANOS); // another instance is at it
            if (guard.ask(() -> redis.hasKey(keys.loaded())).orElse(false)) {
                return true;
            }
        } while (System.nanoTime() < deadline);
        return false;
    }

    private boolean rebuild(UUID event, EventKeys keys, String lease) {
        var states = tickets.everChanged(event);
        if (!mirror.write(event, states)) {
            return false;
        }
        var complete = guard.ask(() -> redis.execute(COMPLETE, List.of(keys.loading(), keys.loaded()), lease))
                .orElse(0L);
        log.info("Mirror of event {} rebuilt from {} tickets", event, states.size());
        return complete == 1L;
    }
}
