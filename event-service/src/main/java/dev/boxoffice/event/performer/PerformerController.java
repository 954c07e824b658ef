package dev.boxoffice.event.performer;

import dev.boxoffice.event.input.SingleLine;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.platform.servlet.web.EntityTag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/performers")
class PerformerController {

    record PerformerRequest(
            @NotBlank @SingleLine String name,
            @SingleLine(max = 100) @Nullable String genre,
            @Nullable String organizationId) {}

    private final PerformerService performers;
    private final Clock clock;

    PerformerController(PerformerService performers, Clock clock) {
        this.performers = performers;
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
                .map(performer -> ResponseEntity.ok()
                        .eTag(EntityTag.of(performer.version()))
                        .body(performer.view()))
                .orElseGet(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such performer.")
                        .toResponse());
    }
}
