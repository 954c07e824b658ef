package dev.boxoffice.gateway.queue;

import dev.boxoffice.gateway.queue.PlaceTokens.Place;
import dev.boxoffice.gateway.redis.LuaScript;
import dev.boxoffice.gateway.redis.Redis;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/// Waiting rooms in Redis; each step is one script.
@Repository
class QueueStore {

    private static final LuaScript CREATE = LuaScript.named("queue-create");
    private static final LuaScript VISIT = LuaScript.named("queue-visit");
    private static final LuaScript CLAIM = LuaScript.named("queue-claim");
    private static final LuaScript LEAVE = LuaScript.named("queue-leave");
    private static final LuaScript TICK = LuaScript.named("queue-tick");

    /// What a room that Redis has lost is made of again; the rest follows from it.
    private static final Set<String> REMEMBERED = Set.of(
            "base",
            "serving",
            "next",
            "gaps",
            "key",
            "opened",
            "drawn",
            "boundary",
            "pregaps",
            "admitted",
            "lapsed",
            "allow",
            "omode",
            "orate",
            "omax");

    private final Redis redis;
    private final QueueProperties properties;
    private final SecureRandom random = new SecureRandom();

    QueueStore(Redis redis, QueueProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    /// Opens a room; `beforeSale` tells whether there will be a draw.
    Mono<Void> open(UUID event, boolean beforeSale) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return create(
                event, Map.of("key", HexFormat.of().formatHex(key), "opened", beforeSale ? "0" : "1", "drawn", "0"));
    }

    /// Brings a lost room back as it was last seen, with all places up to `highest`.
    Mono<Void> restore(UUID event, QueueState last, long highest) {
        Map<String, String> fields = new HashMap<>(last.fields());
        fields.keySet().retainAll(REMEMBERED);
        fields.put("next", Long.toString(Math.max(last.number("next"), highest + 1)));
        return create(event, fields);
    }

    private Mono<Void> create(UUID event, Map<String, String> fields) {
        List<byte[]> args = new ArrayList<>();
        fields.forEach((name, value) -> {
            args.add(Redis.utf8(name));
            args.add(Redis.utf8(value));
        });
        QueueKeys keys = QueueKeys.of(event);
        return redis.eval(CREATE, List.of(keys.state()), args.toArray(byte[][]::new))
                .then(redis.call(commands -> commands.sadd(QueueKeys.ALL, Redis.utf8(event.toString()))))
                .then();
    }

    /// @param highest the highest place this gateway has seen given
    Mono<Visit> visit(UUID event, UserHash user, boolean join, Optional<Place> proven, long highest) {
        QueueKeys keys = QueueKeys.of(event);
        return redis.eval(
                        VISIT,
                        List.of(
                                keys.state(),
                                keys.bucket(user.bucket(properties.buckets())),
                                keys.active(),
                                keys.allowed()),
                        user.bytes(),
                        Redis.utf8(user.text()),
                        Redis.utf8(join ? "join" : "read"),
                        Redis.utf8(highest),
                        Redis.utf8(proven.map(place -> Long.toString(place.number()))
                                .orElse("")),
                        Redis.utf8(proven.map(place -> Long.toString(place.epoch()))
                                .orElse("")),
                        Redis.utf8(properties.keepPlaces().toSeconds()))
                .map(QueueStore::visit);
    }

    private static Visit visit(List<Object> reply) {
        return switch (Redis.text(reply.getFirst())) {
            case "MISSING" -> new Visit.NoRoom();
            case "ABSENT" -> new Visit.Absent();
            case "REFUSED" -> new Visit.Refused();
            default -> {
                long until = (long) Double.parseDouble(Redis.text(reply.get(3)));
                yield new Visit.InLine(
                        new Place(Redis.number(reply.get(1)), Redis.number(reply.get(2))),
                        until == 0 ? null : Instant.ofEpochMilli(until));
            }
        };
    }

    /// Admits who has been called, if there is room; the end of the admission, or nothing.
    Mono<Optional<Instant>> claim(UUID event, UserHash user, long place, long turn, long most) {
        QueueKeys keys = QueueKeys.of(event);
        return redis.eval(
                        CLAIM,
                        List.of(keys.state(), keys.active(), keys.batches(), keys.unclaimed(), keys.audit()),
                        Redis.utf8(user.text()),
                        Redis.utf8(place),
                        Redis.utf8(turn),
                        Redis.utf8(properties.admissionTtl().toMillis()),
                        Redis.utf8(most),
                        Redis.utf8(properties.auditLength()))
                .map(reply -> reply.size() < 2
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli((long) Double.parseDouble(Redis.text(reply.get(1))))));
    }

    /// @param turn empty before the draw
    Mono<Void> leave(UUID event, UserHash user, long place, Optional<Long> turn) {
        QueueKeys keys = QueueKeys.of(event);
        return redis.eval(
                        LEAVE,
                        List.of(
                                keys.state(),
                                keys.bucket(user.bucket(properties.buckets())),
                                keys.active(),
                                keys.left(),
                                keys.audit(),
                                keys.done(user, place)),
                        user.bytes(),
                        Redis.utf8(user.text()),
                        Redis.utf8(place),
                        Redis.utf8(turn.map(String::valueOf).orElse("")),
                        Redis.utf8(properties.auditLength()))
                .then();
    }

    /// Moves the room on if it is time, and tells how it stands; nothing if there is no room.
    Mono<Optional<QueueState>> tick(EventInfo event, Settings settings, long highest) {
        return tick(event, settings, highest, properties.tick().multipliedBy(9).dividedBy(10));
    }

    /// @param soonest how long ago the last tick of any gateway must be for this one to move the room
    Mono<Optional<QueueState>> tick(EventInfo event, Settings settings, long highest, Duration soonest) {
        QueueKeys keys = QueueKeys.of(event.id());
        return redis.eval(
                        TICK,
                        List.of(
                                keys.state(),
                                keys.active(),
                                keys.batches(),
                                keys.unclaimed(),
                                keys.left(),
                                keys.on(),
                                keys.booked(),
                                keys.held(),
                                keys.finallyBooked(),
                                keys.audit()),
                        Redis.utf8(keys.prefix()),
                        Redis.utf8(settings.mode().name()),
                        Redis.utf8(settings.admitPerMinute()),
                        Redis.utf8(settings.maxActive()),
                        Redis.utf8(properties.claimWindow().toMillis()),
                        Redis.utf8(event.total()),
                        Redis.utf8(event.salesStartMillis()),
                        Redis.utf8(properties.sweepPerTick()),
                        Redis.utf8(highest),
                        Redis.utf8(properties.auto().reservesPerSecond()),
                        Redis.utf8(properties.auto().heldSeats()),
                        Redis.utf8(properties.auto().quiet().toMillis()),
                        Redis.utf8(60 * properties.tick().toMillis()),
                        Redis.utf8(properties.auditLength()),
                        Redis.utf8(soonest.toMillis()),
                        Redis.utf8(properties.buckets()))
                .map(reply -> reply.size() < 2 ? Optional.empty() : Optional.of(QueueState.of(reply)));
    }

    Mono<Set<UUID>> events() {
        return redis.call(commands -> commands.smembers(QueueKeys.ALL))
                .map(ids ->
                        ids.stream().map(id -> UUID.fromString(Redis.text(id))).collect(Collectors.toSet()));
    }

    Mono<Void> forget(UUID event) {
        return redis.call(commands -> commands.srem(QueueKeys.ALL, Redis.utf8(event.toString())))
                .then(redis.call(commands -> commands.expire(QueueKeys.of(event).state(), properties.keepPlaces())))
                .then();
    }

    Mono<Void> override(UUID event, Settings settings) {
        Map<String, byte[]> fields = Map.of(
                "omode", Redis.utf8(settings.mode().name()),
                "orate", Redis.utf8(settings.admitPerMinute()),
                "omax", Redis.utf8(settings.maxActive()));
        return redis.call(commands -> commands.hset(QueueKeys.of(event).state(), fields))
                .then();
    }

    /// An empty list lets everybody join.
    Mono<Void> allow(UUID event, Collection<UserHash> users) {
        QueueKeys keys = QueueKeys.of(event);
        byte[][] members = users.stream().map(user -> Redis.utf8(user.text())).toArray(byte[][]::new);
        Mono<?> replace = redis.call(commands -> commands.del(keys.allowed()));
        if (members.length > 0) {
            replace = replace.then(redis.call(commands -> commands.sadd(keys.allowed(), members)));
        }
        return replace.then(redis.call(
                        commands -> commands.hset(keys.state(), "allow", Redis.utf8(members.length > 0 ? "1" : "0"))))
                .then();
    }

    /// The newest entries of the audit trail, before the one with that id if it is not null.
    Mono<List<StreamMessage<String, byte[]>>> audit(UUID event, @Nullable String before, int most) {
        String key = QueueKeys.of(event).audit();
        Range<String> range = Range.from(
                Range.Boundary.unbounded(),
                before == null ? Range.Boundary.unbounded() : Range.Boundary.excluding(before));
        return redis.call(commands -> commands.xrevrange(key, range, Limit.from(most)));
    }

    Mono<Void> countReserves(UUID event, long epochSecond, long reserves) {
        String key = QueueKeys.of(event).reserves(epochSecond);
        return redis.call(commands -> commands.incrby(key, reserves))
                .then(redis.call(commands -> commands.expire(key, 15)))
                .then();
    }
}
