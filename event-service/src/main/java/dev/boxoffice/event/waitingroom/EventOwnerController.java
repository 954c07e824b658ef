package dev.boxoffice.event.waitingroom;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Tells gateways whose event a waiting room is for, since its organiser may look into it; they route no request here.
@RestController
class EventOwnerController {

    record EventOwnerResponse(String owner) {}

    private final WaitingRoomCheckpointRepository checkpoints;

    EventOwnerController(WaitingRoomCheckpointRepository checkpoints) {
        this.checkpoints = checkpoints;
    }

    @GetMapping("/internal/waiting-rooms/{eventId}/owner")
    ResponseEntity<?> owner(@PathVariable String eventId) {
        return TimeOrderedId.parse(eventId)
                .flatMap(checkpoints::findOwner)
                .<ResponseEntity<?>>map(owner -> ResponseEntity.ok(new EventOwnerResponse(owner)))
                .orElseGet(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such event.")
                        .toResponse());
    }
}
