package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoom;
import dev.boxoffice.platform.redis.RedisUnavailableException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// One visitor's stream: follows the ticks of a room and says something when there is something to say.
///
/// What a tick changes follows from the tick itself; Redis is asked only when the visitor's turn has come, and now and
/// then whether they still have their place. Until then nobody is admitted on a place they gave back: the claim of a
/// turn looks for itself.
final class PlaceStream {

    private final WaitingRoomVisitor visitor;
    private final PlaceVisitService visits;
    private final TurnService turns;
    private final QueueProperties.Stream properties;
    private final Clock clock;

    private PlaceVisit.@Nullable Found known;
    private Instant askedAt = Instant.EPOCH;
    private @Nullable PlaceResult said;
    private Instant saidAt = Instant.EPOCH;

    PlaceStream(
            WaitingRoomVisitor visitor,
            PlaceVisitService visits,
            TurnService turns,
            QueueProperties.Stream properties,
            Clock clock) {
        this.visitor = visitor;
        this.visits = visits;
        this.turns = turns;
        this.properties = properties;
        this.clock = clock;
    }

    /// What this tick of the room tells the visitor; empty where it tells nothing new.
    Mono<PlaceResult> next(WaitingRoom room) {
        Instant now = clock.instant();
        PlaceVisit.Found last = known;
        if (last != null && last.isInside(now) && !isTimeToAsk(now)) {
            return Mono.empty(); // nothing changes while they are inside
        }
        return visit(room, now)
                .flatMap(visit -> visit instanceof PlaceVisit.Found found
                        ? turns.result(visitor, room, found).doOnNext(result -> remember(found, result))
                        : Mono.just(new PlaceResult.Ended(
                                visit instanceof PlaceVisit.Ended ended ? ended.ending() : PlaceEnding.LEFT)))
                .filter(result -> isWorthSaying(result, now))
                .doOnNext(result -> {
                    said = result;
                    saidAt = now;
                })
                .onErrorResume(
                        RedisUnavailableException.class, _ -> Mono.empty()); // their place is safe; nothing new to tell
    }

    private Mono<PlaceVisit> visit(WaitingRoom room, Instant now) {
        PlaceVisit.Found last = known;
        if (last != null && last.admittedUntil() == null && !isTimeToAsk(now)) {
            return Mono.just(last);
        }
        return visits.find(visitor, room).doOnNext(visit -> {
            askedAt = now;
            known = visit instanceof PlaceVisit.Found found ? found : null;
        });
    }

    private boolean isTimeToAsk(Instant now) {
        return !now.isBefore(askedAt.plus(properties.farInterval()));
    }

    private void remember(PlaceVisit.Found visit, PlaceResult result) {
        if (result instanceof PlaceResult.Admitted admitted) {
            known = new PlaceVisit.Found(visit.place(), admitted.admission().expiresAt());
        }
    }

    private boolean isWorthSaying(PlaceResult result, Instant now) {
        PlaceResult before = said;
        return before == null || (result.differsFrom(before) && !(isFar(result) && wasToldLately(now)));
    }

    private boolean isFar(PlaceResult result) {
        return result instanceof PlaceResult.Waiting waiting
                && waiting.position() != null
                && waiting.position() > properties.nearFront();
    }

    private boolean wasToldLately(Instant now) {
        return now.isBefore(saidAt.plus(properties.farInterval()));
    }
}
