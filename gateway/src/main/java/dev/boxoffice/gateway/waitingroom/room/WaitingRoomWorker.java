package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Moves all waiting rooms on, once a tick.
@Component
class WaitingRoomWorker {

    private static final Logger log = LoggerFactory.getLogger(WaitingRoomWorker.class);

    private final WaitingRoomService rooms;
    private final ReserveRateService rates;
    private final Duration tick;
    private final Disposable.Swap running = Disposables.swap();

    WaitingRoomWorker(WaitingRoomService rooms, ReserveRateService rates, QueueProperties properties) {
        this.rooms = rooms;
        this.rates = rates;
        this.tick = properties.tick();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        running.update(Flux.interval(tick)
                .onBackpressureDrop()
                .concatMap(_ -> rates.flush().then(rooms.tickAll()).onErrorResume(error -> {
                    log.debug("No tick: {}", error.toString()); // Redis is out: everybody keeps their place meanwhile
                    return Mono.empty();
                }))
                .subscribe());
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        running.dispose();
    }
}
