package dev.boxoffice.gateway.queue;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What a visitor can do at an event: join, look, leave.
@Component
class WaitingRoom {

    private final EventCatalogue events;
    private final Rooms rooms;
    private final Turns turns;
    private final QueueTokens tokens;
    private final Clock clock;

    WaitingRoom(EventCatalogue events, Rooms rooms, Turns turns, QueueTokens tokens, Clock clock) {
        this.events = events;
        this.rooms = rooms;
        this.turns = turns;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// Gives a place, or the one he has; who comes while nobody is kept walks in.
    Mono<Answer> join(Visitor visitor) {
        return events.find(visitor.event())
                .flatMap(event -> event.isOver()
                        ? Mono.just(new Answer.NotOnSale())
                        : roomToJoin(event)
                                .flatMap(room -> room.map(open -> turns.visit(visitor, open, true))
                                        .orElseGet(() -> Mono.just(tokens.walkIn(visitor, clock.instant())))));
    }

    /// How it stands for him; he is not given a place, but gets back one that he proves.
    Mono<Answer> look(Visitor visitor) {
        return events.find(visitor.event())
                .flatMap(event -> rooms.find(event)
                        .flatMap(
                                room -> room.isEmpty() && tokens.proven(visitor).isPresent() && !event.isOver()
                                        ? rooms.open(event)
                                                .map(Optional::of) // it was there when he was given his place
                                        : Mono.just(room)))
                .flatMap(room -> room.map(open -> turns.visit(visitor, open, false))
                        .orElseGet(() -> Mono.just(new Answer.Absent())));
    }

    Mono<Void> leave(Visitor visitor) {
        return room(visitor)
                .flatMap(room -> room.map(open -> turns.leave(visitor, open)).orElseGet(Mono::empty));
    }

    Mono<Optional<Room>> room(Visitor visitor) {
        return events.find(visitor.event()).flatMap(rooms::find);
    }

    private Mono<Optional<Room>> roomToJoin(EventInfo event) {
        Mode mode = event.settings().mode();
        boolean opens = mode == Mode.ON || (mode == Mode.AUTO && event.isBeforeSale(clock.instant()));
        return (opens ? rooms.open(event).map(Optional::of) : rooms.find(event))
                .map(room -> room.filter(Room::keepsPeople));
    }
}
