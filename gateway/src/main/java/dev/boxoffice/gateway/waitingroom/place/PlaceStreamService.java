package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoom;
import java.time.Clock;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// How it stands for a visitor over time: every change for those near the front, now and then for those far behind.
///
/// Reactive all the way: thousands of streams follow each room's ticks, and none may hold a thread meanwhile.
@Service
public class PlaceStreamService {

    private final PlaceVisitService visits;
    private final TurnService turns;
    private final QueueProperties.Stream properties;
    private final Clock clock;

    PlaceStreamService(PlaceVisitService visits, TurnService turns, QueueProperties properties, Clock clock) {
        this.visits = visits;
        this.turns = turns;
        this.properties = properties.stream();
        this.clock = clock;
    }

    /// Ends with how it ended, when the visitor has no place any more or the room is closed.
    public Flux<PlaceResult> follow(WaitingRoomVisitor visitor, WaitingRoom room) {
        return Flux.defer(() -> {
            PlaceStream stream = new PlaceStream(visitor, visits, turns, properties, clock);
            return room.ticks()
                    .concatMap(stream::next, 1)
                    .concatWith(Mono.fromSupplier(() -> new PlaceResult.Ended(PlaceEnding.CLOSED)))
                    .takeUntil(result -> result instanceof PlaceResult.Ended);
        });
    }
}
