package dev.boxoffice.gateway.waitingroom.web;

import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.gateway.waitingroom.place.PlaceResult;
import dev.boxoffice.gateway.waitingroom.place.PlaceService;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// A visitor's own place in an event's waiting room.
@RestController
@RequestMapping("/events/{eventId}/queue")
class PlaceController {

    /// Joining takes no body; what is sent nevertheless says nothing, or is refused member by member.
    record JoinRequest() {}

    private final PlaceService places;

    PlaceController(PlaceService places) {
        this.places = places;
    }

    @PostMapping
    Mono<ResponseEntity<PlaceResponse>> join(
            @PathVariable String eventId,
            @RequestHeader(name = "X-Place-Token", required = false) @Nullable String placeToken,
            @RequestBody(required = false) @Nullable JoinRequest ignored,
            Principal caller) {
        return places.join(WaitingRoomVisitor.of(caller.getName(), EventIdPath.parse(eventId), placeToken))
                .map(result -> respond(HttpStatus.CREATED, result));
    }

    @GetMapping
    Mono<ResponseEntity<PlaceResponse>> look(
            @PathVariable String eventId,
            @RequestHeader(name = "X-Place-Token", required = false) @Nullable String placeToken,
            Principal caller) {
        return places.look(WaitingRoomVisitor.of(caller.getName(), EventIdPath.parse(eventId), placeToken))
                .map(result -> respond(HttpStatus.OK, result));
    }

    @DeleteMapping
    Mono<ResponseEntity<Void>> leave(@PathVariable String eventId, Principal caller) {
        return places.leave(WaitingRoomVisitor.of(caller.getName(), EventIdPath.parse(eventId), null))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static ResponseEntity<PlaceResponse> respond(HttpStatus status, PlaceResult result) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(PlaceResponse.of(result));
    }
}
