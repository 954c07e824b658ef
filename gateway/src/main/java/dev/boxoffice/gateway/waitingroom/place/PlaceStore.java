package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Who has which place, in Redis.
@Component
class PlaceStore {

    private final PlaceVisitScript visit;
    private final PlaceLeaveScript leave;

    PlaceStore(PlaceVisitScript visit, PlaceLeaveScript leave) {
        this.visit = visit;
        this.leave = leave;
    }

    /// Finds the visitor's place, or takes back the one they prove.
    ///
    /// @param highest the highest place this gateway has seen given
    Mono<PlaceVisit> find(WaitingRoomVisitor visitor, @Nullable Place proven, long highest) {
        return visit.run(new PlaceVisitScript.Command(visitor.event(), visitor.hash(), false, proven, highest, null));
    }

    /// The same, and gives them a place if they have none.
    Mono<PlaceVisit> join(WaitingRoomVisitor visitor, @Nullable Place proven, long highest) {
        return visit.run(new PlaceVisitScript.Command(
                visitor.event(), visitor.hash(), true, proven, highest, visitor.accessCode()));
    }

    /// @param turn null before the draw
    Mono<PlaceLeaveScript.Reply> leave(WaitingRoomVisitor visitor, long place, @Nullable Long turn) {
        return leave.run(new PlaceLeaveScript.Command(visitor.event(), visitor.hash(), place, turn));
    }
}
