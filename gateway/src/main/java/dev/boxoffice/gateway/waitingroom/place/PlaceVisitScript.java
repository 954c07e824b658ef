package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.ScriptArguments;
import dev.boxoffice.gateway.waitingroom.ScriptReply;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `queue-visit.lua`: finds a visitor's place, gives them one when they join, and takes back whoever proves theirs.
@Component
class PlaceVisitScript {

    private static final RedisScript<List<byte[]>> SCRIPT = LuaScript.returningBytes("queue-visit");

    /// @param join whether they get a place if they have none
    /// @param proven the place that their token proves
    /// @param highest the highest place this gateway has seen given
    /// @param code the access code they know
    record Command(
            UUID event,
            UserHash user,
            boolean join,
            @Nullable Place proven,
            long highest,
            @Nullable String code) {}

    private final ReactiveRedisExecutor redis;
    private final QueueProperties properties;

    PlaceVisitScript(ReactiveRedisExecutor redis, QueueProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    Mono<PlaceVisit> run(Command command) {
        WaitingRoomKeys keys = WaitingRoomKeys.of(command.event());
        Place proven = command.proven();
        return redis.run(
                        SCRIPT,
                        List.of(
                                keys.state(),
                                keys.places(command.user(), properties.buckets()),
                                keys.active(),
                                keys.allowed(),
                                keys.left(),
                                keys.end(command.user())),
                        ScriptArguments.of(
                                command.user().bytes(),
                                command.user().text(),
                                command.join() ? "join" : "read",
                                command.highest(),
                                proven == null ? "" : Long.toString(proven.number()),
                                proven == null ? "" : Long.toString(proven.epoch()),
                                properties.keepPlaces().toSeconds(),
                                command.code() == null
                                        ? ""
                                        : UserHash.of(command.code()).text()))
                .map(reply -> reply(new ScriptReply(reply)));
    }

    private static PlaceVisit reply(ScriptReply reply) {
        return switch (reply.outcome()) {
            case "PLACE" -> new PlaceVisit.Found(new Place(reply.number(1), reply.number(2)), admittedUntil(reply));
            case "ABSENT" -> new PlaceVisit.NotJoined();
            case "ENDED" ->
                new PlaceVisit.Ended(new PlaceEnding(PlaceEnding.State.valueOf(reply.text(1)), reply.text(2)));
            case "REFUSED" -> new PlaceVisit.NotListed();
            case "MISSING" -> new PlaceVisit.NoWaitingRoom();
            default -> throw new IllegalStateException("queue-visit returned " + reply.outcome());
        };
    }

    private static @Nullable Instant admittedUntil(ScriptReply reply) {
        Instant until = reply.instant(3);
        return until.equals(Instant.EPOCH) ? null : until;
    }
}
