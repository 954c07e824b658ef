package dev.boxoffice.event.listing;

import dev.boxoffice.event.listing.change.EventMove;
import dev.boxoffice.event.listing.change.SaleWindow;
import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.organization.OrganizationAccess;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.input.Rfc3339;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Moves an event that is on sale. Asking its buyers is booking-service's work, which follows from the row
/// written here.
@Service
public class ReschedulingService {

    /// What became of it.
    public sealed interface Outcome {
        record Rescheduled(CachedEvent event) implements Outcome {}

        record NoSuchEvent() implements Outcome {}

        record NotAllowed() implements Outcome {}

        record Cancelled() implements Outcome {}

        /// Nobody has tickets: it is edited like any other.
        record NotPublished() implements Outcome {}
    }

    private final EventRepository repository;
    private final EventReschedulingRepository reschedulings;
    private final EventMessagePublisher messages;
    private final OrganizationAccessService rights;
    private final EventReferenceService references;

    ReschedulingService(
            EventRepository repository,
            EventReschedulingRepository reschedulings,
            EventMessagePublisher messages,
            OrganizationAccessService rights,
            EventReferenceService references) {
        this.references = references;
        this.rights = rights;
        this.repository = repository;
        this.reschedulings = reschedulings;
        this.messages = messages;
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 where its sale would begin too late,
    /// or it would end in a year that cannot be written
    @Transactional
    public Outcome reschedule(UUID id, EventMove move, Caller caller, Instant now) {
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
        return switch (before.state()) {
            case CANCELLED -> new Outcome.Cancelled();
            case DRAFT, LISTED, POSTPONED -> new Outcome.NotPublished();
            case PUBLISHED -> {
                var whole = move.keepingLength(
                        before.details().startsAt(), before.details().endsAt());
                requireReadableEnd(whole);
                reschedulings.insert(before, whole, now);
                event.move(whole.startsAt(), whole.endsAt(), sale(before.details(), whole, now), now);
                var after = repository.saveAndFlush(event).cached();
                messages.changed("EVENT_RESCHEDULED", before, after);
                yield new Outcome.Rescheduled(after);
            }
        };
    }

    private static void requireReadableEnd(EventMove move) {
        FieldErrors.collect()
                .rejectIf(
                        move.endsAt() != null && !Rfc3339.covers(move.endsAt()),
                        "startsAt",
                        "must leave the event an end before the year 10000")
                .throwIfAny();
    }

    private SaleWindow sale(EventDetails before, EventMove move, Instant now) {
        return new SaleWindow(before.salesStartAt(), before.salesEndAt())
                .movedWith(before.startsAt(), move, references.zoneOf(before), now);
    }
}
