package dev.boxoffice.gateway.waitingroom.web;

import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.gateway.waitingroom.check.CheckedStep;
import dev.boxoffice.gateway.waitingroom.check.JoinCheckService;
import dev.boxoffice.gateway.waitingroom.place.PlaceResult;
import dev.boxoffice.gateway.waitingroom.place.PlaceService;
import dev.boxoffice.platform.problem.FieldErrors;
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

    private static final int LONGEST_CODE = 100;

    /// Joining needs no body.
    ///
    /// @param accessCode lets in whom no list names, where operators have given codes out
    /// @param check the solution of what a `check-required` problem, or the answer to whose turn has come, asked
    record JoinRequest(
            @Nullable String accessCode, @Nullable String check) {

        @Nullable
        String checkedCode() {
            if (accessCode != null && (accessCode.isBlank() || accessCode.length() > LONGEST_CODE)) {
                throw FieldErrors.single("accessCode", "must have 1 to " + LONGEST_CODE + " characters");
            }
            return accessCode;
        }
    }

    private final PlaceService places;
    private final JoinCheckService checks;

    PlaceController(PlaceService places, JoinCheckService checks) {
        this.places = places;
        this.checks = checks;
    }

    @PostMapping
    Mono<ResponseEntity<PlaceResponse>> join(
            @PathVariable String eventId,
            @RequestHeader(name = "X-Place-Token", required = false) @Nullable String placeToken,
            @RequestBody(required = false) @Nullable JoinRequest request,
            Principal caller) {
        WaitingRoomVisitor visitor = WaitingRoomVisitor.of(caller.getName(), EventIdPath.parse(eventId), placeToken)
                .bringing(request == null ? null : request.checkedCode(), request == null ? null : request.check());
        return checked(visitor)
                .then(Mono.defer(() -> places.join(visitor)))
                .map(result -> respond(HttpStatus.CREATED, result));
    }

    /// Whoever has a place already has been asked.
    private Mono<Void> checked(WaitingRoomVisitor visitor) {
        return checks.isAskedAt(CheckedStep.JOINING)
                ? places.look(visitor)
                        .flatMap(known -> known instanceof PlaceResult.NotJoined || known instanceof PlaceResult.Ended
                                ? checks.checkJoining(visitor)
                                : Mono.empty())
                : Mono.empty();
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
