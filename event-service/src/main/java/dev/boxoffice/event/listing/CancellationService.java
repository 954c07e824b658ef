package dev.boxoffice.event.listing;

import dev.boxoffice.event.cache.AfterCommit;
import dev.boxoffice.event.live.LiveSeatMapService;
import dev.boxoffice.event.organization.OrganizationAccess;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.security.Caller;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Calls an event off. Refunding its bookings is booking-service's work, which follows from the status
/// stored here.
@Service
public class CancellationService {

    /// What became of it.
    public sealed interface Outcome {
        record Cancelled(CachedEvent event) implements Outcome {}

        record NoSuchEvent() implements Outcome {}

        record NotAllowed() implements Outcome {}

        /// It was cancelled before, and its used tickets were left out then.
        record CancelledWithoutUsed() implements Outcome {}
    }

    private final EventRepository repository;
    private final EventMessagePublisher messages;
    private final LiveSeatMapService seats;
    private final OrganizationAccessService rights;

    CancellationService(
            EventRepository repository,
            EventMessagePublisher messages,
            LiveSeatMapService seats,
            OrganizationAccessService rights) {
        this.rights = rights;
        this.repository = repository;
        this.messages = messages;
        this.seats = seats;
    }

    /// Cancelling again changes nothing.
    ///
    /// @param includeUsed whether tickets that somebody has gone in with are paid back, too
    @Transactional
    public Outcome cancel(UUID id, Caller caller, boolean includeUsed, Instant now) {
        var found = repository.findForChange(id);
        if (found.isEmpty()) {
            return new Outcome.NoSuchEvent();
        }
        var event = found.get();
        var before = event.cached();
        var access = rights.access(before, caller, OrganizationRight.EDIT_EVENTS);
        if (access != OrganizationAccess.ALLOWED) {
            return access == OrganizationAccess.DENIED ? new Outcome.NotAllowed() : new Outcome.NoSuchEvent();
        }
        if (before.state() == PublicationState.CANCELLED) {
            return includeUsed && !event.refundsUsed()
                    ? new Outcome.CancelledWithoutUsed()
                    : new Outcome.Cancelled(before);
        }
        event.cancel(includeUsed, now);
        var cached = repository.saveAndFlush(event).cached();
        messages.cancelled(cached);
        AfterCommit.run(() -> seats.invalidate(id));
        return new Outcome.Cancelled(cached);
    }
}
