package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoom;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomService;
import dev.boxoffice.platform.problem.Problem;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/// Finds a visitor's place in one room, gives and takes it; a room that Redis has lost comes back first.
@Service
class PlaceVisitService {

    /// How long a draw takes, or thereabouts.
    private static final Duration DRAW = Duration.ofSeconds(1);

    private final WaitingRoomService rooms;
    private final PlaceStore places;
    private final PlaceTokenSigner tokens;

    PlaceVisitService(WaitingRoomService rooms, PlaceStore places, PlaceTokenSigner tokens) {
        this.rooms = rooms;
        this.places = places;
        this.tokens = tokens;
    }

    /// Whether their token proves a place.
    boolean provesPlace(WaitingRoomVisitor visitor) {
        return tokens.verify(visitor).isPresent();
    }

    /// They are not given a place, but get back one that they prove.
    Mono<PlaceVisit> find(WaitingRoomVisitor visitor, WaitingRoom room) {
        Place proven = tokens.verify(visitor).orElse(null);
        return inRoom(room, found -> places.find(visitor, proven, found.highestGiven()));
    }

    Mono<PlaceVisit> join(WaitingRoomVisitor visitor, WaitingRoom room) {
        Place proven = tokens.verify(visitor).orElse(null);
        return inRoom(room, found -> places.join(visitor, proven, found.highestGiven()));
    }

    private Mono<PlaceVisit> inRoom(WaitingRoom room, Function<WaitingRoom, Mono<PlaceVisit>> visit) {
        return visit.apply(room)
                .flatMap(found -> found instanceof PlaceVisit.NoWaitingRoom
                        ? rooms.restore(room).flatMap(visit)
                        : Mono.just(found));
    }

    Mono<Void> leave(WaitingRoomVisitor visitor, WaitingRoom room) {
        return find(visitor, room).flatMap(visit -> {
            if (!(visit instanceof PlaceVisit.Found found)) {
                return Mono.empty();
            }
            long place = found.place().number();
            Long turn = room.order().isDrawn() ? Long.valueOf(room.order().turn(place)) : null;
            return places.leave(visitor, place, turn)
                    .flatMap(reply -> reply instanceof PlaceLeaveScript.Reply.Drawing
                            ? Mono.error(Problem.unavailable("The draw is being held.", DRAW)
                                    .toException())
                            : Mono.empty());
        });
    }
}
