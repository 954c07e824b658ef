package dev.boxoffice.gateway.waitingroom.web;

import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.gateway.waitingroom.place.PlaceResult;
import dev.boxoffice.gateway.waitingroom.place.PlaceService;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A visitor's own place in an event's waiting room.
@RestController
@RequestMapping("/events/{eventId}/queue")
class PlaceController {

    private final PlaceService places;
    private final JsonMapper json;

    PlaceController(PlaceService places, JsonMapper json) {
        this.places = places;
        this.json = json;
    }

    @PostMapping
    Mono<ResponseEntity<PlaceResponse>> join(
            @PathVariable String eventId,
            @RequestHeader(name = "X-Place-Token", required = false) @Nullable String placeToken,
            @RequestBody(required = false) byte @Nullable [] body,
            Principal caller) {
        String token = placeToken == null && body != null && body.length > 0 ? placeToken(body) : placeToken;
        return places.join(WaitingRoomVisitor.of(caller.getName(), EventIdPath.parse(eventId), token))
                .map(result -> respond(HttpStatus.CREATED, result));
    }

    /// `{"placeToken": "…"}`, for clients who would rather send it than set a header.
    private String placeToken(byte[] body) {
        try {
            return json.readTree(body).path("placeToken").asString("");
        } catch (JacksonException _) {
            throw Problem.of(ProblemTypes.MALFORMED_REQUEST, "The body is not JSON.")
                    .toException();
        }
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
