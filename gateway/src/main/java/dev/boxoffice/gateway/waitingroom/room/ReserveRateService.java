package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.event.QueuedEvent;
import dev.boxoffice.gateway.waitingroom.event.QueuedEventService;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomMode;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings.AutoAbove;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Counts reserves by event, all gateways together, so that mode AUTO knows when an event is rushed.
@Service
public class ReserveRateService {

    private static final int MOST_EVENTS = 10_000;

    private final ReserveRateStore store;
    private final QueuedEventService events;
    private final WaitingRoomService rooms;
    private final QueueProperties.Auto auto;
    private final Clock clock;
    private final Map<UUID, LongAdder> counted = new ConcurrentHashMap<>();

    ReserveRateService(
            ReserveRateStore store,
            QueuedEventService events,
            WaitingRoomService rooms,
            QueueProperties properties,
            Clock clock) {
        this.store = store;
        this.events = events;
        this.rooms = rooms;
        this.auto = properties.auto();
        this.clock = clock;
    }

    public void count(UUID event) {
        LongAdder adder = counted.get(event);
        if (adder == null && counted.size() < MOST_EVENTS) {
            adder = counted.computeIfAbsent(event, _ -> new LongAdder());
        }
        if (adder != null) {
            adder.increment();
        }
    }

    /// Tells Redis what was counted since the last time, for events that are busy enough to matter.
    Mono<Void> flush() {
        long second = clock.instant().getEpochSecond();
        return Flux.fromIterable(counted.keySet())
                .flatMap(event -> {
                    LongAdder adder = counted.remove(event);
                    long reserves = adder == null ? 0 : adder.sum();
                    return reserves * 20 < busy(event) ? Mono.empty() : tell(event, second, reserves);
                })
                .then();
    }

    /// Reserves a second that make an event busy, as set for it or for all.
    private int busy(UUID event) {
        WaitingRoom room = rooms.known(event);
        AutoAbove own = room == null ? null : room.settings().autoAbove();
        return own == null ? auto.reservesPerSecond() : own.reservesPerSecond();
    }

    private Mono<Void> tell(UUID event, long second, long reserves) {
        return events.find(event)
                .filter(queued -> mode(queued) == WaitingRoomMode.AUTO)
                .flatMap(queued -> store.add(event, second, reserves).then(rooms.open(queued)))
                .onErrorComplete()
                .then();
    }

    private WaitingRoomMode mode(QueuedEvent event) {
        WaitingRoom room = rooms.known(event.id());
        return room == null ? event.settings().mode() : room.settings().mode();
    }
}
