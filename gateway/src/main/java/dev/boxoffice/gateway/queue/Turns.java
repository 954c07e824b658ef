package dev.boxoffice.gateway.queue;

import dev.boxoffice.gateway.queue.PlaceTokens.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Visits one room: finds the visitor's place, and admits him when it is his turn and there is room.
@Component
class Turns {

    /// Nobody is counted while the room is off.
    private static final long UNLIMITED = 1_000_000_000_000L;

    private final Rooms rooms;
    private final QueueStore store;
    private final QueueTokens tokens;
    private final Clock clock;

    Turns(Rooms rooms, QueueStore store, QueueTokens tokens, Clock clock) {
        this.rooms = rooms;
        this.store = store;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// @param join whether he gets a place if he has none
    Mono<Answer> visit(Visitor visitor, Room room, boolean join) {
        return ask(visitor, room, join).flatMap(visit -> switch (visit) {
            case Visit.InLine line -> answer(visitor, room, line);
            case Visit.Absent _ -> Mono.just(new Answer.Absent());
            case Visit.Refused _ -> Mono.just(new Answer.NotAllowed());
            case Visit.NoRoom _ -> Mono.just(new Answer.Absent());
        });
    }

    Mono<Visit> look(Visitor visitor, Room room) {
        return ask(visitor, room, false);
    }

    private Mono<Visit> ask(Visitor visitor, Room room, boolean join) {
        Optional<Place> proven = tokens.proven(visitor);
        return store.visit(visitor.event(), visitor.hash(), join, proven, room.highest())
                .flatMap(visit -> visit instanceof Visit.NoRoom
                        ? rooms.restore(room)
                                .flatMap(back ->
                                        store.visit(visitor.event(), visitor.hash(), join, proven, back.highest()))
                        : Mono.just(visit));
    }

    /// How it stands for somebody whose place is known, without asking Redis unless his turn has come.
    Mono<Answer> answer(Visitor visitor, Room room, Visit.InLine visit) {
        Place place = visit.place();
        room.saw(place.number());
        Instant until = visit.admittedUntil();
        if (until != null && clock.instant().isBefore(until)) {
            return Mono.just(tokens.admitted(visitor, place.number(), until));
        }
        Line line = room.line();
        if (!line.isDrawn()) {
            return Mono.just(beforeTheDraw(visitor, room, place));
        }
        long turn = line.turn(place.number());
        if (line.position(turn) > 0 || room.state().flag("soldout")) {
            return Mono.just(waiting(visitor, room, place, turn));
        }
        long most = room.keepsPeople() ? room.settings().maxActive() : UNLIMITED;
        return store.claim(visitor.event(), visitor.hash(), place.number(), turn, most)
                .map(granted -> granted.<Answer>map(end -> tokens.admitted(visitor, place.number(), end))
                        .orElseGet(() -> waiting(visitor, room, place, turn)));
    }

    private Answer beforeTheDraw(Visitor visitor, Room room, Place place) {
        Instant start = room.info().salesStartAt();
        long seconds =
                start == null ? 1 : Duration.between(clock.instant(), start).toSeconds();
        return new Answer.Waiting(null, null, null, tokens.place(visitor, place), Math.clamp(seconds, 1, 30));
    }

    private Answer waiting(Visitor visitor, Room room, Place place, long turn) {
        String token = tokens.place(visitor, place);
        if (room.state().flag("soldout")) {
            return new Answer.SoldOut(token);
        }
        Line line = room.line();
        long position = Math.max(1, line.position(turn)); // called, but everything is full: he is next
        return new Answer.Waiting(
                position,
                line.count(turn),
                room.estimatedWaitSeconds(position),
                token,
                Room.refreshAfter(position).toSeconds());
    }

    Mono<Void> leave(Visitor visitor, Room room) {
        return ask(visitor, room, false).flatMap(visit -> {
            if (!(visit instanceof Visit.InLine inLine)) {
                return Mono.empty();
            }
            long place = inLine.place().number();
            Optional<Long> turn =
                    room.line().isDrawn() ? Optional.of(room.line().turn(place)) : Optional.empty();
            return store.leave(visitor.event(), visitor.hash(), place, turn);
        });
    }
}
