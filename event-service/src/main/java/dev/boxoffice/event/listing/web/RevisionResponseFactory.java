package dev.boxoffice.event.listing.web;

import dev.boxoffice.event.listing.EventRevisionService;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.servlet.web.EntityTag;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Says what became of an edit.
@Component
class RevisionResponseFactory {

    private final EventViewService views;

    RevisionResponseFactory(EventViewService views) {
        this.views = views;
    }

    ResponseEntity<EventView> of(EventRevisionService.Revision revision) {
        return switch (revision) {
            case EventRevisionService.Revision.Revised(var event) ->
                ResponseEntity.ok().eTag(EntityTag.of(event.version())).body(views.view(event, null));
            case EventRevisionService.Revision.NoSuchEvent() ->
                ListingProblems.noSuchEvent().toResponse();
            case EventRevisionService.Revision.NotTheOwner() ->
                ListingProblems.notTheOwner().toResponse();
            case EventRevisionService.Revision.Cancelled() ->
                ListingProblems.isCancelled().toResponse();
            case EventRevisionService.Revision.Sold(var field) ->
                Problem.of(
                                ListingProblems.USE_RESCHEDULING,
                                "Tickets are sold, so " + field + " changes only by rescheduling.")
                        .with("field", field)
                        .toResponse();
            case EventRevisionService.Revision.Frozen(var field) ->
                Problem.of(
                                ListingProblems.ALREADY_PUBLISHED,
                                "The event is published, so " + field + " cannot change any more.")
                        .with("field", field)
                        .toResponse();
        };
    }
}
