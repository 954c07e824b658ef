package dev.boxoffice.event.listing.web;

import dev.boxoffice.event.listing.EventRevisionService;
import dev.boxoffice.event.listing.details.PricesRequest;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import jakarta.validation.Valid;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// New prices for unsold tickets.
@RestController
class PricesController {

    private final EventRevisionService events;
    private final RevisionResponseFactory answers;
    private final Clock clock;

    PricesController(EventRevisionService events, RevisionResponseFactory answers, Clock clock) {
        this.events = events;
        this.answers = answers;
        this.clock = clock;
    }

    @PutMapping("/events/{eventId}/prices")
    @Idempotent
    ResponseEntity<EventView> reprice(
            @PathVariable String eventId,
            @Valid @RequestBody PricesRequest prices,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        return answers.of(TimeOrderedId.parse(eventId)
                .map(id -> events.reprice(id, prices, ifMatch, caller.subject(), clock.instant()))
                .orElseGet(EventRevisionService.Revision.NoSuchEvent::new));
    }
}
