package dev.boxoffice.gateway.queue;

import dev.boxoffice.gateway.queue.QueueProperties.Stream;
import dev.boxoffice.platform.redis.RedisUnavailableException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Follows the ticks of a room for one stream and says something when there is something to say.
///
/// What a tick changes follows from the tick itself; Redis is asked only when the visitor's turn has come, and now and
/// then whether he is still in line.
final class StandingFollower {

    private final Visitor visitor;
    private final Turns turns;
    private final Stream properties;
    private final Clock clock;

    private Visit.@Nullable InLine known;
    private Instant askedAt = Instant.EPOCH;
    private @Nullable QueueBody said;
    private Instant saidAt = Instant.EPOCH;

    StandingFollower(Visitor visitor, Turns turns, Stream properties, Clock clock) {
        this.visitor = visitor;
        this.turns = turns;
        this.properties = properties;
        this.clock = clock;
    }

    Mono<QueueBody> next(Room room) {
        Instant now = clock.instant();
        Visit.InLine place = known;
        if (place != null && place.isInside(now) && !isTimeToAsk(now)) {
            return Mono.empty(); // nothing changes while he is inside
        }
        return (place == null || isTimeToAsk(now) || place.admittedUntil() != null ? ask(room, now) : Mono.just(place))
                .flatMap(visit -> visit instanceof Visit.InLine inLine
                        ? turns.answer(visitor, room, inLine).map(answer -> remember(inLine, answer))
                        : Mono.just(QueueBody.left()))
                .filter(body -> isWorthSaying(body, now))
                .doOnNext(body -> {
                    said = body;
                    saidAt = now;
                })
                .onErrorResume(
                        RedisUnavailableException.class, _ -> Mono.empty()); // his place is safe; nothing new to tell
    }

    private Mono<? extends Visit> ask(Room room, Instant now) {
        return turns.look(visitor, room).doOnNext(visit -> {
            askedAt = now;
            known = visit instanceof Visit.InLine inLine ? inLine : null;
        });
    }

    private boolean isTimeToAsk(Instant now) {
        return !now.isBefore(askedAt.plus(properties.farInterval()));
    }

    private QueueBody remember(Visit.InLine place, Answer answer) {
        if (answer instanceof Answer.Admitted admitted) {
            known = new Visit.InLine(place.place(), admitted.expiresAt());
        }
        return QueueController.body(answer);
    }

    private boolean isWorthSaying(QueueBody body, Instant now) {
        QueueBody before = said;
        if (before == null) {
            return true;
        }
        boolean far = body.position() != null
                && body.position() > properties.nearFront()
                && now.isBefore(saidAt.plus(properties.farInterval()));
        return body.differsFrom(before) && !far;
    }
}
