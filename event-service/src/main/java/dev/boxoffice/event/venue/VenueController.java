package dev.boxoffice.event.venue;

import dev.boxoffice.event.revision.Revision;
import dev.boxoffice.event.revision.RevisionRequest;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.platform.servlet.web.EntityTag;
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
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/venues")
class VenueController {

    record VenueList(List<VenueView> venues, PageInfo page) {}

    private final VenueService venues;
    private final VenueRevisionService revisions;
    private final Clock clock;

    VenueController(VenueService venues, VenueRevisionService revisions, Clock clock) {
        this.venues = venues;
        this.revisions = revisions;
        this.clock = clock;
    }

    @PostMapping
    @Idempotent
    ResponseEntity<VenueView> create(@Valid @RequestBody VenueRequest request, Caller caller) {
        request.requireKnownPlace();
        var venue = venues.create(request, caller.subject(), clock.instant());
        return ResponseEntity.created(URI.create("/venues/" + venue.view().id()))
                .eTag(EntityTag.of(venue.version()))
                .body(venue.view());
    }

    @GetMapping("/{venueId}")
    ResponseEntity<VenueView> show(@PathVariable String venueId) {
        return TimeOrderedId.parse(venueId)
                .flatMap(venues::find)
                .map(VenueController::answer)
                .orElseGet(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such venue.")
                        .toResponse());
    }

    @PatchMapping(
            path = "/{venueId}",
            consumes = {"application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<VenueView> revise(
            @PathVariable String venueId,
            @RequestBody JsonNode patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var revision = TimeOrderedId.parse(venueId)
                .map(id -> revisions.revise(id, new RevisionRequest(patch, ifMatch, caller, clock.instant())))
                .orElseGet(Revision.NotFound::new);
        return switch (revision) {
            case Revision.Revised(var venue) -> answer(venue);
            case Revision.NotFound() ->
                Problem.of(ProblemTypes.NOT_FOUND, "There is no such venue.").toResponse();
            case Revision.NotTheOwner() ->
                Problem.of(ProblemTypes.FORBIDDEN, "Only the organization of a venue may change it.")
                        .toResponse();
        };
    }

    @GetMapping
    VenueList list(PageQuery page) {
        var found = venues.list(page);
        return new VenueList(found.getContent(), PageInfo.of(page, found.getTotalElements()));
    }

    private static ResponseEntity<VenueView> answer(CachedVenue venue) {
        return ResponseEntity.ok().eTag(EntityTag.of(venue.version())).body(venue.view());
    }
}
