package dev.boxoffice.booking.archive;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `POST` and `DELETE /operator/events/{eventId}/archive`: archives an event that is over, and brings it back, a
/// batch a call. Inside the platform only.
@RestController
@RequestMapping("/operator/events/{eventId}/archive")
class ArchiveController {

    private static final Logger log = LoggerFactory.getLogger(ArchiveController.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ArchiveService archive;

    ArchiveController(ArchiveService archive) {
        this.archive = archive;
    }

    @PostMapping
    ResponseEntity<ArchiveBatch> archive(@PathVariable String eventId) {
        var event = TimeOrderedId.parse(eventId).orElseThrow(ArchiveController::unknown);
        return answer("archived", archive.archive(event));
    }

    @DeleteMapping
    ResponseEntity<ArchiveBatch> restore(@PathVariable String eventId) {
        var event = TimeOrderedId.parse(eventId).orElseThrow(ArchiveController::unknown);
        return answer("restored", archive.restore(event));
    }

    private static ResponseEntity<ArchiveBatch> answer(String done, ArchiveService.Outcome outcome) {
        return switch (outcome) {
            case ArchiveService.Outcome.Moved(var batch) -> {
                log.info("{} bookings of event {} {} by an operator", batch.moved(), batch.eventId(), done);
                yield ResponseEntity.ok(batch);
            }
            case ArchiveService.Outcome.UnknownEvent() -> throw unknown();
            case ArchiveService.Outcome.EventNotOver() ->
                Problem.of(ProblemTypes.CONFLICT, "The event is not over: what is on sale stays where sales are.")
                        .toResponse();
            case ArchiveService.Outcome.Busy() ->
                Problem.unavailable("The archive is at work; ask again.", PAUSE).toResponse();
        };
    }

    private static RuntimeException unknown() {
        return Problem.of(ProblemTypes.NOT_FOUND, "There is no such event.").toException();
    }
}
