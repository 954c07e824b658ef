package dev.boxoffice.gateway.waitingroom.web;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.gateway.waitingroom.place.PlaceResult;
import dev.boxoffice.gateway.waitingroom.place.PlaceService;
import dev.boxoffice.gateway.waitingroom.place.PlaceStreamService;
import java.security.Principal;
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

/// Pushes to a visitor how it stands for them, on every change.
@RestController
class PlaceStreamController {

    private final PlaceService places;
    private final PlaceStreamService streams;
    private final QueueProperties.Stream properties;

    PlaceStreamController(PlaceService places, PlaceStreamService streams, QueueProperties properties) {
        this.places = places;
        this.streams = streams;
        this.properties = properties.stream();
    }

    @GetMapping(path = "/events/{eventId}/queue/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<PlaceResponse>>>> stream(
            @PathVariable String eventId,
            @RequestHeader(name = "X-Place-Token", required = false) @Nullable String placeToken,
            Principal caller) {
        WaitingRoomVisitor visitor = WaitingRoomVisitor.of(caller.getName(), EventIdPath.parse(eventId), placeToken);
        return places.look(visitor)
                .map(PlaceResponse::of) // whoever has no place is told so by a status
                .then(places.room(visitor))
                .map(room -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .header("X-Accel-Buffering", "no")
                        .body(room.map(found -> withHeartbeats(streams.follow(visitor, found)))
                                .orElseGet(Flux::empty)));
    }

    private Flux<ServerSentEvent<PlaceResponse>> withHeartbeats(Flux<PlaceResult> results) {
        Flux<ServerSentEvent<PlaceResponse>> changes =
                results.map(result -> ServerSentEvent.builder(PlaceResponse.ofStreamed(result))
                        .event("queue")
                        .build());
        Flux<ServerSentEvent<PlaceResponse>> heartbeats = Flux.interval(properties.heartbeat())
                .onBackpressureDrop()
                .map(_ -> ServerSentEvent.<PlaceResponse>builder()
                        .comment("heartbeat")
                        .build());
        return changes.publish(shared -> Flux.merge(shared, heartbeats.takeUntilOther(shared.ignoreElements())));
    }
}
