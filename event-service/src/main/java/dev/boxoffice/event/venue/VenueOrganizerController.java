package dev.boxoffice.event.venue;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Which organizations may sell at a venue beside its own.
@RestController
@RequestMapping("/venues/{venueId}/organizers/{organizationId}")
class VenueOrganizerController {

    private final VenueOrganizerService organizers;
    private final Clock clock;

    VenueOrganizerController(VenueOrganizerService organizers, Clock clock) {
        this.organizers = organizers;
        this.clock = clock;
    }

    @PutMapping
    @Idempotent
    ResponseEntity<Void> admit(@PathVariable String venueId, @PathVariable String organizationId, Caller caller) {
        return answer(
                venueId,
                organizationId,
                (venue, organization) -> organizers.admit(venue, organization, caller.subject(), clock.instant()));
    }

    @DeleteMapping
    ResponseEntity<Void> dismiss(@PathVariable String venueId, @PathVariable String organizationId, Caller caller) {
        return answer(
                venueId,
                organizationId,
                (venue, organization) -> organizers.dismiss(venue, organization, caller.subject()));
    }

    private static ResponseEntity<Void> answer(
            String venueId, String organizationId, BiFunction<UUID, UUID, VenueOrganizerService.Outcome> act) {
        var venue = TimeOrderedId.parse(venueId);
        if (venue.isEmpty()) {
            return notFound("There is no such venue.");
        }
        var organization = TimeOrderedId.parse(organizationId);
        if (organization.isEmpty()) {
            return notFound("There is no such organization.");
        }
        return switch (act.apply(venue.get(), organization.get())) {
            case DONE -> ResponseEntity.noContent().build();
            case NO_SUCH_VENUE -> notFound("There is no such venue.");
            case NO_SUCH_ORGANIZATION -> notFound("There is no such organization.");
            case NOT_A_SELLER -> notFound("This organization does not sell at this venue.");
            case NOT_THE_OWNER ->
                Problem.of(ProblemTypes.FORBIDDEN, "Only the organization of a venue says who sells there.")
                        .toResponse();
        };
    }

    private static ResponseEntity<Void> notFound(String why) {
        return Problem.of(ProblemTypes.NOT_FOUND, why).toResponse();
    }
}
