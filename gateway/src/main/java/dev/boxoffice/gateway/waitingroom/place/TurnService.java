package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.gateway.waitingroom.admission.AdmissionService;
import dev.boxoffice.gateway.waitingroom.check.CheckedStep;
import dev.boxoffice.gateway.waitingroom.check.JoinCheckService;
import dev.boxoffice.gateway.waitingroom.draw.QueueOrder;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/// Tells the holder of a place how far they are, and admits them when it is their turn.
@Service
class TurnService {

    private final AdmissionService admissions;
    private final JoinCheckService checks;
    private final PlaceTokenSigner tokens;
    private final Clock clock;

    TurnService(AdmissionService admissions, JoinCheckService checks, PlaceTokenSigner tokens, Clock clock) {
        this.admissions = admissions;
        this.checks = checks;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// How it stands for them. Redis is asked only when their turn has been called.
    Mono<PlaceResult> result(WaitingRoomVisitor visitor, WaitingRoom room, PlaceVisit.Found visit) {
        Place place = visit.place();
        room.noteGiven(place.number());
        Instant until = visit.admittedUntil();
        if (until != null && visit.isInside(clock.instant())) {
            return Mono.just(new PlaceResult.Admitted(admissions.admission(visitor, place.number(), until)));
        }
        QueueOrder order = room.order();
        if (!order.isDrawn()) {
            return Mono.just(beforeTheDraw(visitor, room, place));
        }
        long turn = order.turn(place.number());
        if (order.position(turn) > 0 || room.state().soldOut()) {
            return Mono.just(waiting(visitor, room, place, turn));
        }
        return checks.isSolved(visitor, CheckedStep.ADMISSION)
                .flatMap(solved -> solved
                        ? claim(visitor, room, place, turn)
                        : Mono.just(
                                waiting(visitor, room, place, turn, checks.question(visitor, CheckedStep.ADMISSION))));
    }

    private Mono<PlaceResult> claim(WaitingRoomVisitor visitor, WaitingRoom room, Place place, long turn) {
        return admissions
                .claim(visitor, room, place.number(), turn)
                .map(granted -> granted.<PlaceResult>map(PlaceResult.Admitted::new)
                        .orElseGet(() -> waiting(visitor, room, place, turn)));
    }

    private PlaceResult beforeTheDraw(WaitingRoomVisitor visitor, WaitingRoom room, Place place) {
        Instant start = room.event().salesStartAt();
        long seconds =
                start == null ? 1 : Duration.between(clock.instant(), start).toSeconds();
        return new PlaceResult.Waiting(
                place.number(),
                null,
                null,
                null,
                null,
                false,
                room.state().message(),
                tokens.sign(visitor, place),
                Math.clamp(seconds, 1, 30),
                null);
    }

    private PlaceResult waiting(WaitingRoomVisitor visitor, WaitingRoom room, Place place, long turn) {
        return waiting(visitor, room, place, turn, null);
    }

    private PlaceResult waiting(
            WaitingRoomVisitor visitor, WaitingRoom room, Place place, long turn, @Nullable Map<String, Object> check) {
        String token = tokens.sign(visitor, place);
        if (room.state().soldOut()) {
            return new PlaceResult.SoldOut(token);
        }
        QueueOrder order = room.order();
        long position = Math.max(1, order.position(turn)); // called, but everything is full: they are next
        return new PlaceResult.Waiting(
                place.number(),
                position,
                order.count(turn),
                room.estimate(position),
                room.seatsAhead(position),
                room.isUnlikely(position),
                room.state().message(),
                token,
                WaitingRoom.refreshAfter(position).toSeconds(),
                check);
    }
}
