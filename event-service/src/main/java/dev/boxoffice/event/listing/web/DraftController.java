package dev.boxoffice.event.listing.web;

import dev.boxoffice.event.listing.draft.DraftDeletionService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// `DELETE /events/{eventId}`: a draft that was never published.
@RestController
class DraftController {

    private final DraftDeletionService deletion;

    DraftController(DraftDeletionService deletion) {
        this.deletion = deletion;
    }

    @DeleteMapping("/events/{eventId}")
    ResponseEntity<Void> delete(
            @PathVariable String eventId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var outcome = TimeOrderedId.parse(eventId)
                .map(id -> deletion.delete(id, ifMatch, caller.subject()))
                .orElseGet(DraftDeletionService.Outcome.NoSuchEvent::new);
        return switch (outcome) {
            case DraftDeletionService.Outcome.Deleted() ->
                ResponseEntity.noContent().build();
            case DraftDeletionService.Outcome.NoSuchEvent() ->
                ListingProblems.noSuchEvent().toResponse();
            case DraftDeletionService.Outcome.NotTheOwner() ->
                ListingProblems.notTheOwner().toResponse();
            case DraftDeletionService.Outcome.NotADraft(var state) ->
                ListingProblems.notADraft(state).toResponse();
        };
    }
}
