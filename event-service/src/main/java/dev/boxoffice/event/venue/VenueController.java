package dev.boxoffice.event.venue;

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
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/venues")
class VenueController {

    record VenueList(List<VenueView> venues, PageInfo page) {}

    private final VenueService venues;
    private final Clock clock;

    VenueController(VenueService venues, Clock clock) {
        this.venues = venues;
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
                .map(venue ->
                        ResponseEntity.ok().eTag(EntityTag.of(venue.version())).body(venue.view()))
                .orElseGet(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such venue.")
                        .toResponse());
    }

    @GetMapping
    VenueList list(PageQuery page) {
        var found = venues.list(page);
        return new VenueList(found.getContent(), PageInfo.of(page, found.getTotalElements()));
    }
}
