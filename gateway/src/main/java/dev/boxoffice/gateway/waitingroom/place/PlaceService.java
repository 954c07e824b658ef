package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.gateway.waitingroom.admission.AdmissionService;
import dev.boxoffice.gateway.waitingroom.event.QueuedEvent;
import dev.boxoffice.gateway.waitingroom.event.QueuedEventService;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoom;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomService;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/// What a visitor can do at an event: join, look, leave.
@Service
public class PlaceService {

    private final QueuedEventService events;
    private final WaitingRoomService rooms;
    private final PlaceVisitService visits;
    private final TurnService turns;
    private final AdmissionService admissions;

    PlaceService(
            QueuedEventService events,
            WaitingRoomService rooms,
            PlaceVisitService visits,
            TurnService turns,
            AdmissionService admissions) {
        this.events = events;
        this.rooms = rooms;
        this.visits = visits;
        this.turns = turns;
        this.admissions = admissions;
    }

    /// Gives a place, or the one they have; whoever comes while nobody is kept walks in.
    public Mono<PlaceResult> join(WaitingRoomVisitor visitor) {
        return events.find(visitor.event())
                .flatMap(event -> event.isOver()
                        ? Mono.just(new PlaceResult.NotOnSale())
                        : rooms.findToJoin(event).flatMap(room -> join(visitor, room)));
    }

    private Mono<PlaceResult> join(WaitingRoomVisitor visitor, Optional<WaitingRoom> room) {
        return room.map(open -> visits.join(visitor, open).flatMap(visit -> result(visitor, open, visit)))
                .orElseGet(() -> Mono.just(new PlaceResult.Admitted(admissions.walkIn(visitor))));
    }

    /// How it stands for them; they are not given a place, but get back one that they prove.
    public Mono<PlaceResult> look(WaitingRoomVisitor visitor) {
        return events.find(visitor.event())
                .flatMap(event -> roomOf(visitor, event))
                .flatMap(room -> room.map(
                                open -> visits.find(visitor, open).flatMap(visit -> result(visitor, open, visit)))
                        .orElseGet(() -> Mono.just(new PlaceResult.NotJoined())));
    }

    /// A room that is not there was there when they were given a place that they prove.
    private Mono<Optional<WaitingRoom>> roomOf(WaitingRoomVisitor visitor, QueuedEvent event) {
        return rooms.find(event)
                .flatMap(room -> room.isEmpty() && visits.provesPlace(visitor) && !event.isOver()
                        ? rooms.open(event).map(Optional::of)
                        : Mono.just(room));
    }

    private Mono<PlaceResult> result(WaitingRoomVisitor visitor, WaitingRoom room, PlaceVisit visit) {
        return switch (visit) {
            case PlaceVisit.Found found -> turns.result(visitor, room, found);
            case PlaceVisit.NotJoined _, PlaceVisit.NoWaitingRoom _ -> Mono.just(new PlaceResult.NotJoined());
            case PlaceVisit.Ended ended -> Mono.just(new PlaceResult.Ended(ended.ending()));
            case PlaceVisit.NotListed _ -> Mono.just(new PlaceResult.NotListed());
        };
    }

    /// The number of the place they have.
    public Mono<Optional<Long>> lot(WaitingRoomVisitor visitor, WaitingRoom room) {
        return visits.find(visitor, room)
                .map(visit -> visit instanceof PlaceVisit.Found found
                        ? Optional.of(found.place().number())
                        : Optional.empty());
    }

    public Mono<Void> leave(WaitingRoomVisitor visitor) {
        return room(visitor)
                .flatMap(room -> room.map(open -> visits.leave(visitor, open)).orElseGet(Mono::empty));
    }

    /// The room of the visitor's event, if it has one.
    public Mono<Optional<WaitingRoom>> room(WaitingRoomVisitor visitor) {
        return events.find(visitor.event()).flatMap(rooms::find);
    }
}
