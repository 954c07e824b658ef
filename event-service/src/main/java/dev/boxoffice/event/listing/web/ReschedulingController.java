package dev.boxoffice.event.listing.web;

import dev.boxoffice.event.listing.ReschedulingService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.platform.servlet.web.EntityTag;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /events/{eventId}/rescheduling`: moves an event that buyers have tickets for; they are asked.
@RestController
class ReschedulingController {

    private final ReschedulingService rescheduling;
    private final EventViewService views;
    private final Clock clock;

    ReschedulingController(ReschedulingService rescheduling, EventViewService views, Clock clock) {
        this.rescheduling = rescheduling;
        this.views = views;
        this.clock = clock;
    }

    @PostMapping("/events/{eventId}/rescheduling")
    @Idempotent
    ResponseEntity<EventView> reschedule(
            @PathVariable String eventId, @RequestBody ReschedulingRequest body, Caller caller) {
        var now = clock.instant();
        var move = body.toMove(now);
        var outcome = TimeOrderedId.parse(eventId)
                .map(id -> rescheduling.reschedule(id, move, caller, now))
                .orElseGet(ReschedulingService.Outcome.NoSuchEvent::new);
        return switch (outcome) {
            case ReschedulingService.Outcome.Rescheduled(var event) ->
                ResponseEntity.accepted().eTag(EntityTag.of(event.version())).body(views.view(event, null));
            case ReschedulingService.Outcome.NoSuchEvent() ->
                ListingProblems.noSuchEvent().toResponse();
            case ReschedulingService.Outcome.NotAllowed() ->
                ListingProblems.notTheOwner().toResponse();
            case ReschedulingService.Outcome.Cancelled() ->
                ListingProblems.isCancelled().toResponse();
            case ReschedulingService.Outcome.NotPublished() ->
                Problem.of(ProblemTypes.NOT_ON_SALE, "Nobody has tickets of this event yet: edit it instead.")
                        .toResponse();
        };
    }
}
