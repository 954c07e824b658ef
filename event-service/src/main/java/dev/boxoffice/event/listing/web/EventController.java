package dev.boxoffice.event.listing.web;

import dev.boxoffice.event.listing.EventRevisionService;
import dev.boxoffice.event.listing.EventService;
import dev.boxoffice.event.listing.details.EventRequest;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.platform.servlet.web.EntityTag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/events")
class EventController {

    record EventList(List<EventView> events, PageInfo page) {}

    private final EventService events;
    private final EventRevisionService revisions;
    private final EventViewService views;
    private final RevisionResponseFactory answers;
    private final Clock clock;

    EventController(
            EventService events,
            EventRevisionService revisions,
            EventViewService views,
            RevisionResponseFactory answers,
            Clock clock) {
        this.events = events;
        this.revisions = revisions;
        this.views = views;
        this.answers = answers;
        this.clock = clock;
    }

    @PostMapping
    @Idempotent
    ResponseEntity<EventView> draft(@Valid @RequestBody EventRequest input, Caller caller) {
        var event = events.draft(input.toDetails(), input.organizationId(), caller.subject(), clock.instant());
        return ResponseEntity.created(URI.create("/events/" + event.id()))
                .eTag(EntityTag.of(event.version()))
                .body(views.view(event, null));
    }

    /// The tag names the version an organiser edits. The tickets in the same answer change without it, so
    /// it must never lead to a 304; Spring would send one by itself for a `ResponseEntity`.
    @GetMapping("/{eventId}")
    EventView show(
            @PathVariable String eventId,
            @RequestParam(required = false) @Nullable String section,
            @Nullable Caller caller,
            HttpServletResponse response) {
        var event = TimeOrderedId.parse(eventId)
                .flatMap(id -> events.findVisible(caller, id))
                .orElseThrow(() -> ListingProblems.noSuchEvent().toException());
        var view = views.view(event, section);
        response.setHeader(HttpHeaders.ETAG, EntityTag.of(event.version()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return view;
    }

    /// The events of the caller's organizations, newest first, drafts among them.
    @GetMapping
    EventList list(PageQuery page, @RequestParam(required = false) @Nullable String sourceId, Caller caller) {
        var found = events.ofMember(caller.subject(), sourceId, page);
        return new EventList(found.map(views::summary).getContent(), PageInfo.of(page, found.getTotalElements()));
    }

    @PatchMapping(
            path = "/{eventId}",
            consumes = {"application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<EventView> revise(
            @PathVariable String eventId,
            @RequestBody JsonNode patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var revision = TimeOrderedId.parse(eventId)
                .map(id -> revisions.revise(id, patch, ifMatch, caller.subject(), clock.instant()))
                .orElseGet(EventRevisionService.Revision.NoSuchEvent::new);
        return answers.of(revision);
    }
}
