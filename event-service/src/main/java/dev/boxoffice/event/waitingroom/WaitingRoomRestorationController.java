package dev.boxoffice.event.waitingroom;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Asked by gateways only: they route no request here. It tells nothing, and repeats without harm.
@RestController
class WaitingRoomRestorationController {

    private final WaitingRoomCheckpointService checkpoints;

    WaitingRoomRestorationController(WaitingRoomCheckpointService checkpoints) {
        this.checkpoints = checkpoints;
    }

    @PostMapping("/internal/waiting-rooms/{eventId}/restoration")
    ResponseEntity<?> restore(@PathVariable String eventId) {
        return TimeOrderedId.parse(eventId).filter(checkpoints::restore).isPresent()
                ? ResponseEntity.noContent().build()
                : Problem.of(ProblemTypes.NOT_FOUND, "No waiting room of this event is remembered.")
                        .toResponse();
    }
}
