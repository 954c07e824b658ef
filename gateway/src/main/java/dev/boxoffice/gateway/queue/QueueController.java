package dev.boxoffice.gateway.queue;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.security.Principal;
import java.util.UUID;
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
class QueueController {

    private final WaitingRoom waitingRoom;
    private final JsonMapper json;

    QueueController(WaitingRoom waitingRoom, JsonMapper json) {
        this.waitingRoom = waitingRoom;
        this.json = json;
    }

    @PostMapping
    Mono<ResponseEntity<QueueBody>> join(
            @PathVariable String eventId,
            @RequestHeader(name = "X-Place-Token", required = false) @Nullable String placeToken,
            @RequestBody(required = false) byte @Nullable [] body,
            Principal caller) {
        String token = placeToken == null && body != null && body.length > 0 ? placeToken(body) : placeToken;
        return waitingRoom
                .join(Visitor.of(caller.getName(), event(eventId), token))
                .map(answer -> respond(HttpStatus.CREATED, body(answer)));
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
    Mono<ResponseEntity<QueueBody>> look(
            @PathVariable String eventId,
            @RequestHeader(name = "X-Place-Token", required = false) @Nullable String placeToken,
            Principal caller) {
        return waitingRoom
                .look(Visitor.of(caller.getName(), event(eventId), placeToken))
                .map(answer -> respond(HttpStatus.OK, body(answer)));
    }

    @DeleteMapping
    Mono<ResponseEntity<Void>> leave(@PathVariable String eventId, Principal caller) {
        return waitingRoom
                .leave(Visitor.of(caller.getName(), event(eventId), null))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static ResponseEntity<QueueBody> respond(HttpStatus status, QueueBody body) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(body);
    }

    static QueueBody body(Answer answer) {
        return switch (answer) {
            case Answer.Waiting waiting -> QueueBody.of(waiting);
            case Answer.Admitted admitted -> QueueBody.of(admitted);
            case Answer.SoldOut soldOut -> QueueBody.of(soldOut);
            case Answer.Absent _ ->
                throw Problem.of(ProblemTypes.NOT_FOUND, "You are not in this waiting room; join it first.")
                        .toException();
            case Answer.NotAllowed _ ->
                throw Problem.of(ProblemTypes.FORBIDDEN, "Only listed buyers may join this waiting room.")
                        .toException();
            case Answer.NotOnSale _ ->
                throw Problem.of(ProblemTypes.NOT_ON_SALE, "The event is over or cancelled.")
                        .toException();
        };
    }

    static UUID event(String id) {
        try {
            UUID event = UUID.fromString(id);
            if (event.toString().equals(id)) {
                return event;
            }
        } catch (IllegalArgumentException _) {
            throw EventCatalogue.noSuchEvent();
        }
        throw EventCatalogue.noSuchEvent();
    }
}
