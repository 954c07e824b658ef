package dev.boxoffice.event.listing.web;

import dev.boxoffice.event.listing.EventService;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.servlet.web.EntityTag;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Says what became of an edit.
@Component
class RevisionAnswer {

    private final EventViewService views;

    RevisionAnswer(EventViewService views) {
        this.views = views;
    }

    ResponseEntity<EventView> of(EventService.Revision revision) {
        return switch (revision) {
            case EventService.Revision.Revised(var event) ->
                ResponseEntity.ok().eTag(EntityTag.of(event.version())).body(views.view(event, null));
            case EventService.Revision.NoSuchEvent() ->
                ListingProblems.noSuchEvent().toResponse();
            case EventService.Revision.NotTheOwner() ->
                ListingProblems.notTheOwner().toResponse();
            case EventService.Revision.Cancelled() ->
                ListingProblems.isCancelled().toResponse();
            case EventService.Revision.Sold(var field) ->
                Problem.of(
                                ListingProblems.USE_RESCHEDULING,
                                "Tickets are sold, so " + field + " changes only by rescheduling.")
                        .with("field", field)
                        .toResponse();
            case EventService.Revision.Frozen(var field) ->
                Problem.of(
                                ListingProblems.ALREADY_PUBLISHED,
                                "The event is published, so " + field + " cannot change any more.")
                        .with("field", field)
                        .toResponse();
        };
    }
}
