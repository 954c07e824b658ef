package dev.boxoffice.event.listing.web;

import dev.boxoffice.event.listing.CancellationService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.platform.servlet.web.EntityTag;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CancellationController {

    /// @param includeUsed whether tickets that somebody has gone in with are paid back, too; left out, they are not
    record CancellationRequest(@Nullable Boolean includeUsed) {}

    private final CancellationService cancellation;
    private final EventViewService views;
    private final Clock clock;

    CancellationController(CancellationService cancellation, EventViewService views, Clock clock) {
        this.cancellation = cancellation;
        this.views = views;
        this.clock = clock;
    }

    /// Accepted rather than done: the status changes at once, the refunds follow.
    @PostMapping("/events/{eventId}/cancellation")
    @Idempotent
    ResponseEntity<EventView> cancel(
            @PathVariable String eventId,
            @RequestBody(required = false) @Nullable CancellationRequest body,
            Caller caller) {
        var includeUsed = body != null && Boolean.TRUE.equals(body.includeUsed());
        var outcome = TimeOrderedId.parse(eventId)
                .map(id -> cancellation.cancel(id, caller, includeUsed, clock.instant()))
                .orElseGet(CancellationService.Outcome.NoSuchEvent::new);
        return switch (outcome) {
            case CancellationService.Outcome.Cancelled(var event) ->
                ResponseEntity.accepted().eTag(EntityTag.of(event.version())).body(views.view(event, null));
            case CancellationService.Outcome.NoSuchEvent() ->
                ListingProblems.noSuchEvent().toResponse();
            case CancellationService.Outcome.NotAllowed() ->
                ListingProblems.notTheOwner().toResponse();
            case CancellationService.Outcome.CancelledWithoutUsed() ->
                ListingProblems.cancelledWithoutUsed().toResponse();
        };
    }
}
