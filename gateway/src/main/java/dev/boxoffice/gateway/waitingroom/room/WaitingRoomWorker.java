package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.event.QueuedEventService;
import dev.boxoffice.platform.worker.Worker;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Moves every room that anybody has opened on, once a tick. While Redis is out everybody keeps their place, and no
/// room moves.
@Component
class WaitingRoomWorker extends Worker {

    private static final Logger log = LoggerFactory.getLogger(WaitingRoomWorker.class);
    private static final int TICKS_AT_ONCE = 16;

    private final WaitingRoomStore store;
    private final WaitingRoomService rooms;
    private final ReserveRateService rates;
    private final QueuedEventService events;

    WaitingRoomWorker(
            WaitingRoomStore store,
            WaitingRoomService rooms,
            ReserveRateService rates,
            QueuedEventService events,
            QueueProperties properties) {
        super("waiting-room", properties.tick());
        this.store = store;
        this.rooms = rooms;
        this.rates = rates;
        this.events = events;
    }

    @Override
    protected boolean runOnce() {
        rates.flush().then(tickAll()).block(); // the worker's own thread may wait
        return false;
    }

    private Mono<Void> tickAll() {
        return store.events()
                .map(this::withOurs)
                .flatMapMany(Flux::fromIterable)
                .flatMap(this::tickSafely, TICKS_AT_ONCE)
                .then();
    }

    private Set<UUID> withOurs(Set<UUID> listed) {
        Set<UUID> union = new HashSet<>(listed);
        rooms.all().forEach(room -> union.add(room.eventId()));
        return union;
    }

    private Mono<Void> tickSafely(UUID event) {
        return events.find(event)
                .flatMap(found ->
                        found.isOver() ? rooms.close(event) : rooms.tick(found).flatMap(room -> settle(event, room)))
                .onErrorResume(error -> {
                    log.warn("The waiting room of event {} did not move: {}", event, error.toString());
                    return Mono.empty();
                });
    }

    private Mono<Void> settle(UUID event, Optional<WaitingRoom> ticked) {
        if (ticked.isEmpty()) {
            WaitingRoom known = rooms.known(event);
            return known == null ? store.forget(event) : rooms.restore(known).then();
        }
        return ticked.get().isIdle() ? rooms.close(event) : Mono.empty();
    }
}
