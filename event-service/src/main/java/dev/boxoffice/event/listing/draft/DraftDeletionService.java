package dev.boxoffice.event.listing.draft;

import dev.boxoffice.event.cache.CatalogueCacheKind;
import dev.boxoffice.event.cache.CatalogueCacheStore;
import dev.boxoffice.event.listing.PublicationState;
import dev.boxoffice.event.organization.OrganizationAccess;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import dev.boxoffice.platform.servlet.web.EntityTag;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Deletes drafts. What somebody may have seen is cancelled instead, and stays.
@Service
public class DraftDeletionService {

    /// What became of it.
    public sealed interface Outcome {
        record Deleted() implements Outcome {}

        record NoSuchEvent() implements Outcome {}

        record NotTheOwner() implements Outcome {}

        /// @param state what it is instead
        record NotADraft(PublicationState state) implements Outcome {}
    }

    private final DraftRepository drafts;
    private final CatalogueCacheStore cache;
    private final OrganizationAccessService rights;
    private final AuditRepository audit;

    DraftDeletionService(
            DraftRepository drafts,
            CatalogueCacheStore cache,
            OrganizationAccessService rights,
            AuditRepository audit) {
        this.drafts = drafts;
        this.cache = cache;
        this.rights = rights;
        this.audit = audit;
    }

    /// @param ifMatch the version the organiser read, where they say so
    /// @throws dev.boxoffice.platform.problem.ProblemException 412 by the version
    @Transactional
    public Outcome delete(UUID id, @Nullable String ifMatch, String caller) {
        var found = drafts.lock(id);
        if (found.isEmpty()) {
            return new Outcome.NoSuchEvent();
        }
        var event = found.get();
        var access = rights.access(event, caller, OrganizationRight.EDIT_EVENTS);
        if (access != OrganizationAccess.ALLOWED) {
            return access == OrganizationAccess.DENIED ? new Outcome.NotTheOwner() : new Outcome.NoSuchEvent();
        }
        if (ifMatch != null) {
            EntityTag.requireMatch(ifMatch, event.version());
        }
        if (!event.isDraft()) {
            return new Outcome.NotADraft(event.state());
        }
        drafts.delete(id);
        audit.append(new AuditEntry(
                "EVENT_DELETED",
                "event",
                id.toString(),
                id,
                event.organizationId(),
                null,
                Map.of("name", event.name(), "version", event.version())));
        cache.dropAfterCommit(CatalogueCacheKind.EVENT, id, event.version() + 1);
        cache.announceAfterCommit(id);
        return new Outcome.Deleted();
    }
}
