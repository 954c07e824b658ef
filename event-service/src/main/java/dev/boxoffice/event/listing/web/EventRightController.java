package dev.boxoffice.event.listing.web;

import dev.boxoffice.event.listing.EventService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.organization.OrganizationRight;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Tells gateways what somebody may do with an event, since its organization may look into its waiting
/// room; they route no request here.
@RestController
class EventRightController {

    record EventRights(Set<OrganizationRight> rights) {}

    private final EventService events;

    EventRightController(EventService events) {
        this.events = events;
    }

    @GetMapping("/internal/events/{eventId}/rights")
    ResponseEntity<?> rights(@PathVariable String eventId, @RequestParam String subject) {
        return TimeOrderedId.parse(eventId)
                .flatMap(event -> events.rightsOf(event, subject))
                .<ResponseEntity<?>>map(rights -> ResponseEntity.ok(new EventRights(rights)))
                .orElseGet(() -> ListingProblems.noSuchEvent().toResponse());
    }
}
