package dev.boxoffice.gateway.queue;

import dev.boxoffice.gateway.queue.QueueProperties.Stream;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A visitor's standing over time: every change for those near the front, now and then for those far behind.
@Component
class Standings {

    private final Turns turns;
    private final Stream properties;
    private final Clock clock;

    Standings(Turns turns, QueueProperties properties, Clock clock) {
        this.turns = turns;
        this.properties = properties.stream();
        this.clock = clock;
    }

    /// Ends when the visitor is no longer in line, or the room is closed.
    Flux<QueueBody> of(Visitor visitor, Room room) {
        return Flux.defer(() -> {
            StandingFollower follower = new StandingFollower(visitor, turns, properties, clock);
            return room.ticks()
                    .concatMap(follower::next, 1)
                    .concatWith(Mono.fromSupplier(QueueBody::left))
                    .takeUntil(QueueBody::isLast);
        });
    }
}
