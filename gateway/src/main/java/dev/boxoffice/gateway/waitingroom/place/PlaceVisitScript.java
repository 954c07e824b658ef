package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.redis.LuaScript;
import dev.boxoffice.gateway.redis.Redis;
import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.UserHash;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `queue-visit.lua`: finds a visitor's place, gives them one when they join, and takes back whoever proves theirs.
@Component
class PlaceVisitScript {

    private static final LuaScript SCRIPT = LuaScript.named("queue-visit");

    /// @param join whether they get a place if they have none
    /// @param proven the place that their token proves
    /// @param highest the highest place this gateway has seen given
    record Command(UUID event, UserHash user, boolean join, @Nullable Place proven, long highest) {}

    private final Redis redis;
    private final QueueProperties properties;

    PlaceVisitScript(Redis redis, QueueProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    Mono<PlaceVisit> run(Command command) {
        WaitingRoomKeys keys = WaitingRoomKeys.of(command.event());
        Place proven = command.proven();
        return redis.eval(
                        SCRIPT,
                        List.of(
                                keys.state(),
                                keys.places(command.user(), properties.buckets()),
                                keys.active(),
                                keys.allowed()),
                        command.user().bytes(),
                        Redis.utf8(command.user().text()),
                        Redis.utf8(command.join() ? "join" : "read"),
                        Redis.utf8(command.highest()),
                        Redis.utf8(proven == null ? "" : Long.toString(proven.number())),
                        Redis.utf8(proven == null ? "" : Long.toString(proven.epoch())),
                        Redis.utf8(properties.keepPlaces().toSeconds()))
                .map(PlaceVisitScript::reply);
    }

    private static PlaceVisit reply(List<Object> reply) {
        return switch (Redis.text(reply.getFirst())) {
            case "MISSING" -> new PlaceVisit.NoWaitingRoom();
            case "ABSENT" -> new PlaceVisit.NotJoined();
            case "REFUSED" -> new PlaceVisit.NotListed();
            default -> {
                long until = (long) Double.parseDouble(Redis.text(reply.get(3)));
                yield new PlaceVisit.Found(
                        new Place(Redis.number(reply.get(1)), Redis.number(reply.get(2))),
                        until == 0 ? null : Instant.ofEpochMilli(until));
            }
        };
    }
}
