package dev.boxoffice.event.listing.draft;

import dev.boxoffice.event.listing.CachedEvent;
import dev.boxoffice.event.listing.EventReferenceService;
import dev.boxoffice.event.listing.EventService;
import dev.boxoffice.event.listing.change.StartMove;
import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.details.EventPatchService;
import dev.boxoffice.event.organization.OrganizationAccess;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// Drafts an event like another one: all but what came of its sale.
@Service
public class EventCopyService {

    /// What became of it.
    public sealed interface Outcome {
        record Copied(CachedEvent draft) implements Outcome {}

        record NoSuchEvent() implements Outcome {}

        record NotTheOwner() implements Outcome {}
    }

    private final EventService events;
    private final EventReferenceService references;
    private final EventPatchService patches;
    private final OrganizationAccessService rights;
    private final AuditRepository audit;

    EventCopyService(
            EventService events,
            EventReferenceService references,
            EventPatchService patches,
            OrganizationAccessService rights,
            AuditRepository audit) {
        this.events = events;
        this.references = references;
        this.patches = patches;
        this.rights = rights;
        this.audit = audit;
    }

    /// @param changes what is other in the copy, as a merge patch
    /// @throws dev.boxoffice.platform.problem.ProblemException 422 naming what is wrong in the copy, 403 where its
    /// venue is not open to the organization
    @Transactional
    public Outcome copy(UUID id, JsonNode changes, Caller caller, Instant now) {
        var found = events.findVisible(caller, id);
        if (found.isEmpty()) {
            return new Outcome.NoSuchEvent();
        }
        var original = found.get();
        if (rights.access(original, caller.subject(), OrganizationRight.EDIT_EVENTS) != OrganizationAccess.ALLOWED) {
            return new Outcome.NotTheOwner();
        }
        var organization = original.organizationId().toString();
        var copy = events.draft(copied(original.details(), changes), organization, caller.subject(), now);
        audit.append(new AuditEntry(
                "EVENT_COPIED",
                "event",
                copy.id().toString(),
                copy.id(),
                copy.organizationId(),
                null,
                Map.of("from", id)));
        return new Outcome.Copied(copy);
    }

    /// The times that hang on the start are left out of what is patched, since only then is the new start
    /// known, and put in afterwards where nobody has named them.
    private EventDetails copied(EventDetails original, JsonNode changes) {
        var described = patches.apply(original.withTimesAroundStart(null, null, null, null), changes);
        var move = moveOf(original, described);
        return described
                .withTimesAroundStart(
                        changes.has("endsAt") ? described.endsAt() : move.apply(original.endsAt()),
                        changes.has("doorsAt") ? described.doorsAt() : move.apply(original.doorsAt()),
                        changes.has("salesStartAt") ? described.salesStartAt() : move.apply(original.salesStartAt()),
                        changes.has("salesEndAt") ? described.salesEndAt() : move.apply(original.salesEndAt()))
                .validated();
    }

    private UnaryOperator<@Nullable Instant> moveOf(EventDetails original, EventDetails copy) {
        var from = original.startsAt();
        var to = copy.startsAt();
        if (from == null || from.equals(to)) {
            return moment -> moment;
        }
        return to == null ? _ -> null : new StartMove(from, to, references.zoneOf(original))::moved;
    }
}
