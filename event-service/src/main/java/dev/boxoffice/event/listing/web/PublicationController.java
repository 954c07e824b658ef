package dev.boxoffice.event.listing.web;

import dev.boxoffice.event.listing.CachedEvent;
import dev.boxoffice.event.listing.PublicationService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.platform.servlet.web.EntityTag;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PublicationController {

    private final PublicationService publication;
    private final EventViewService views;
    private final Clock clock;

    PublicationController(PublicationService publication, EventViewService views, Clock clock) {
        this.publication = publication;
        this.views = views;
        this.clock = clock;
    }

    @PostMapping("/events/{eventId}/publication")
    @Idempotent
    ResponseEntity<EventView> publish(@PathVariable String eventId, Caller caller) {
        var outcome = TimeOrderedId.parse(eventId)
                .map(id -> publication.publish(id, caller.subject(), clock.instant()))
                .orElseGet(PublicationService.Outcome.NoSuchEvent::new);
        return switch (outcome) {
            case PublicationService.Outcome.Published(var event, var map) ->
                ok(event, views.viewAtPublication(event, map));
            case PublicationService.Outcome.AlreadyPublished(var event) -> ok(event, views.view(event, null));
            case PublicationService.Outcome.NoSuchEvent() ->
                ListingProblems.noSuchEvent().toResponse();
            case PublicationService.Outcome.NotTheOwner() ->
                ListingProblems.notTheOwner().toResponse();
            case PublicationService.Outcome.Cancelled() ->
                ListingProblems.isCancelled().toResponse();
            case PublicationService.Outcome.NoSeatingPlan() ->
                Problem.of(
                                ListingProblems.NO_SEATING_PLAN,
                                "The venue has no seating plan yet, so there is nothing to sell.")
                        .toResponse();
        };
    }

    private static ResponseEntity<EventView> ok(CachedEvent event, EventView view) {
        return ResponseEntity.ok().eTag(EntityTag.of(event.version())).body(view);
    }
}
