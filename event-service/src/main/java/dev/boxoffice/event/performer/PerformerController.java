package dev.boxoffice.event.performer;

import dev.boxoffice.event.revision.Revision;
import dev.boxoffice.event.revision.RevisionRequest;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.platform.servlet.web.EntityTag;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
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
@RequestMapping("/performers")
class PerformerController {

    private final PerformerService performers;
    private final PerformerRevisionService revisions;
    private final Clock clock;

    PerformerController(PerformerService performers, PerformerRevisionService revisions, Clock clock) {
        this.performers = performers;
        this.revisions = revisions;
        this.clock = clock;
    }

    @PostMapping
    @Idempotent
    ResponseEntity<PerformerView> create(@Valid @RequestBody PerformerRequest request, Caller caller) {
        var performer = performers.create(
                request.name().strip(), request.genre(), request.organizationId(), caller.subject(), clock.instant());
        return ResponseEntity.created(
                        URI.create("/performers/" + performer.view().id()))
                .eTag(EntityTag.of(performer.version()))
                .body(performer.view());
    }

    @GetMapping("/{performerId}")
    ResponseEntity<PerformerView> show(@PathVariable String performerId) {
        return TimeOrderedId.parse(performerId)
                .flatMap(performers::find)
                .map(PerformerController::answer)
                .orElseGet(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such performer.")
                        .toResponse());
    }

    @PatchMapping(
            path = "/{performerId}",
            consumes = {"application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<PerformerView> revise(
            @PathVariable String performerId,
            @RequestBody JsonNode patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var revision = TimeOrderedId.parse(performerId)
                .map(id -> revisions.revise(id, new RevisionRequest(patch, ifMatch, caller, clock.instant())))
                .orElseGet(Revision.NotFound::new);
        return switch (revision) {
            case Revision.Revised(var performer) -> answer(performer);
            case Revision.NotFound() ->
                Problem.of(ProblemTypes.NOT_FOUND, "There is no such performer.")
                        .toResponse();
            case Revision.NotTheOwner() ->
                Problem.of(ProblemTypes.FORBIDDEN, "Only the organization of a performer may change them.")
                        .toResponse();
        };
    }

    private static ResponseEntity<PerformerView> answer(CachedPerformer performer) {
        return ResponseEntity.ok().eTag(EntityTag.of(performer.version())).body(performer.view());
    }
}
