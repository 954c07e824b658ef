package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.booking.refund.RefundRequestedBy;
import dev.boxoffice.booking.catalogue.right.EventAccessService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.time.Clock;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /events/{eventId}/cancellation` and `POST …/cancellation/attempts`: how far everybody's money is back.
@RestController
class EventCancellationController {

    private final EventCancellationRepository cancellations;
    private final EventCancellationAttemptService attempts;
    private final EventAccessService rights;
    private final Clock clock;

    EventCancellationController(
            EventCancellationRepository cancellations,
            EventCancellationAttemptService attempts,
            EventAccessService rights,
            Clock clock) {
        this.cancellations = cancellations;
        this.attempts = attempts;
        this.rights = rights;
        this.clock = clock;
    }

    @GetMapping("/events/{eventId}/cancellation")
    ResponseEntity<EventCancellationProgress> read(@PathVariable String eventId, Caller caller) {
        var event = cancelled(eventId, caller, OrganizationRight.READ_BOOKINGS);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(cancellations.progress(event));
    }

    @PostMapping("/events/{eventId}/cancellation/attempts")
    @Idempotent
    public ResponseEntity<EventCancellationProgress> tryAgain(@PathVariable String eventId, Caller caller) {
        var event = cancelled(eventId, caller, OrganizationRight.EDIT_EVENTS);
        attempts.tryAgain(event, new RefundRequestedBy(caller.subject(), null), clock.instant());
        return ResponseEntity.accepted().body(cancellations.progress(event));
    }

    private UUID cancelled(String eventId, Caller caller, OrganizationRight right) {
        var event = TimeOrderedId.parse(eventId).orElseThrow(() -> notFound("There is no such event."));
        var isDesk = caller.has(Role.OPERATOR) || caller.has(Role.AGENT) || caller.has(Role.SUPPORT_MANAGER);
        rights.require(event, caller, right, isDesk);
        if (!cancellations.isCancelled(event)) {
            throw notFound("This event is not cancelled.");
        }
        return event;
    }

    private static RuntimeException notFound(String why) {
        return Problem.of(ProblemTypes.NOT_FOUND, why).toException();
    }
}
