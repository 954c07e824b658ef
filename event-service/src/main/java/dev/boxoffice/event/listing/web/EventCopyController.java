package dev.boxoffice.event.listing.web;

import dev.boxoffice.event.listing.draft.EventCopyService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.platform.servlet.web.EntityTag;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `POST /events/{eventId}/copies`: a draft like an event that is there.
@RestController
class EventCopyController {

    private final EventCopyService copies;
    private final EventViewService views;
    private final Clock clock;

    EventCopyController(EventCopyService copies, EventViewService views, Clock clock) {
        this.copies = copies;
        this.views = views;
        this.clock = clock;
    }

    @PostMapping("/events/{eventId}/copies")
    @Idempotent
    ResponseEntity<EventView> copy(
            @PathVariable String eventId, @RequestBody(required = false) @Nullable JsonNode changes, Caller caller) {
        var wanted = changes == null ? JsonNodeFactory.instance.objectNode() : changes;
        var outcome = TimeOrderedId.parse(eventId)
                .map(id -> copies.copy(id, wanted, caller, clock.instant()))
                .orElseGet(EventCopyService.Outcome.NoSuchEvent::new);
        return switch (outcome) {
            case EventCopyService.Outcome.Copied(var draft) ->
                ResponseEntity.created(URI.create("/events/" + draft.id()))
                        .eTag(EntityTag.of(draft.version()))
                        .body(views.view(draft, null));
            case EventCopyService.Outcome.NoSuchEvent() ->
                ListingProblems.noSuchEvent().toResponse();
            case EventCopyService.Outcome.NotTheOwner() ->
                ListingProblems.notTheOwner().toResponse();
        };
    }
}
