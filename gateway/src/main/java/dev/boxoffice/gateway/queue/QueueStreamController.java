package dev.boxoffice.gateway.queue;

import dev.boxoffice.platform.problem.Problem;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Pushes a visitor's standing on every change.
@RestController
class QueueStreamController {

    private final WaitingRoom waitingRoom;
    private final Standings standings;
    private final QueueProperties.Stream properties;
    private final AtomicInteger open = new AtomicInteger();

    QueueStreamController(WaitingRoom waitingRoom, Standings standings, QueueProperties properties) {
        this.waitingRoom = waitingRoom;
        this.standings = standings;
        this.properties = properties.stream();
    }

    @GetMapping(path = "/events/{eventId}/queue/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<QueueBody>>>> stream(
            @PathVariable String eventId,
            @RequestHeader(name = "X-Place-Token", required = false) @Nullable String placeToken,
            Principal caller) {
        Visitor visitor = Visitor.of(caller.getName(), QueueController.event(eventId), placeToken);
        if (open.get() >= properties.most()) {
            return Mono.error(
                    Problem.unavailable("This gateway has no free stream; poll instead.", Duration.ofSeconds(10))
                            .toException());
        }
        return waitingRoom
                .look(visitor)
                .map(QueueController::body) // whoever is not in line is told so by a status
                .then(waitingRoom.room(visitor))
                .map(room -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .header("X-Accel-Buffering", "no")
                        .body(room.map(open -> events(visitor, open)).orElseGet(Flux::empty)));
    }

    private Flux<ServerSentEvent<QueueBody>> events(Visitor visitor, Room room) {
        Flux<ServerSentEvent<QueueBody>> changes = standings
                .of(visitor, room)
                .map(body -> ServerSentEvent.builder(body).event("queue").build());
        Flux<ServerSentEvent<QueueBody>> heartbeats = Flux.interval(properties.heartbeat())
                .onBackpressureDrop()
                .map(_ -> ServerSentEvent.<QueueBody>builder()
                        .comment("heartbeat")
                        .build());
        return changes.publish(shared -> Flux.merge(shared, heartbeats.takeUntilOther(shared.ignoreElements())))
                .doOnSubscribe(_ -> open.incrementAndGet())
                .doFinally(_ -> open.decrementAndGet());
    }
}
