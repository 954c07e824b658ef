package dev.boxoffice.event.venue;

import dev.boxoffice.event.plan.ImportedPlan;
import dev.boxoffice.event.plan.PretixPlanConverter;
import dev.boxoffice.event.plan.SeatingPlan;
import dev.boxoffice.event.plan.SeatingPlanRequest;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.platform.servlet.web.EntityTag;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/venues/{venueId}/seating-plan")
class SeatingPlanController {

    private final SeatingPlanService plans;
    private final Clock clock;

    SeatingPlanController(SeatingPlanService plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    @PutMapping
    @Idempotent
    ResponseEntity<SeatingPlan> replace(
            @PathVariable String venueId,
            @RequestBody SeatingPlanRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var plan = request.toPlan();
        return store(venueId, plan, plan, ifMatch, caller);
    }

    @PostMapping("/import")
    @Idempotent
    ResponseEntity<ImportedPlan> importPlan(
            @PathVariable String venueId,
            @RequestParam String format,
            @RequestBody JsonNode document,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        if (!format.equals("pretix")) {
            throw FieldErrors.single("format", "must be pretix");
        }
        var imported = PretixPlanConverter.convert(document);
        return store(venueId, imported.toPlan(), imported, ifMatch, caller);
    }

    /// @param answer the plan, as it is told to whoever sent it
    private <T> ResponseEntity<T> store(
            String venueId, SeatingPlan plan, T answer, @Nullable String ifMatch, Caller caller) {
        var outcome = TimeOrderedId.parse(venueId)
                .map(id -> plans.replace(id, plan, caller.subject(), ifMatch, clock.instant()))
                .orElseGet(SeatingPlanService.Outcome.NoSuchVenue::new);
        return switch (outcome) {
            case SeatingPlanService.Outcome.Stored stored ->
                ResponseEntity.ok().eTag(EntityTag.of(stored.version())).body(answer);
            case SeatingPlanService.Outcome.NoSuchVenue() ->
                Problem.of(ProblemTypes.NOT_FOUND, "There is no such venue.").toResponse();
            case SeatingPlanService.Outcome.NotTheOwner() ->
                Problem.of(ProblemTypes.FORBIDDEN, "Only the organization of a venue may change it.")
                        .toResponse();
        };
    }

    @GetMapping
    ResponseEntity<SeatingPlan> show(@PathVariable String venueId) {
        return TimeOrderedId.parse(venueId)
                .flatMap(plans::find)
                .map(ResponseEntity::ok)
                .orElseGet(() -> Problem.of(ProblemTypes.NOT_FOUND, "This venue has no seating plan.")
                        .toResponse());
    }
}
