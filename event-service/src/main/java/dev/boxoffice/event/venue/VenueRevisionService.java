package dev.boxoffice.event.venue;

import dev.boxoffice.event.input.MergePatchService;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import dev.boxoffice.platform.servlet.web.EntityTag;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// Editing of venues: all but their seating plans. Search follows the row that is written here.
@Service
class VenueRevisionService {

    /// What became of an edit.
    sealed interface Revision {
        record Revised(CachedVenue venue) implements Revision {}

        record NoSuchVenue() implements Revision {}

        record NotTheOwner() implements Revision {}
    }

    private final VenueRepository repository;
    private final VenueService venues;
    private final MergePatchService patches;
    private final OrganizationAccessService organizations;
    private final AuditRepository audit;

    VenueRevisionService(
            VenueRepository repository,
            VenueService venues,
            MergePatchService patches,
            OrganizationAccessService organizations,
            AuditRepository audit) {
        this.repository = repository;
        this.venues = venues;
        this.patches = patches;
        this.organizations = organizations;
        this.audit = audit;
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 428 or 412 by the version, 422 by what the
    /// patch makes
    @Transactional
    Revision revise(UUID id, JsonNode patch, @Nullable String ifMatch, Caller caller, Instant now) {
        var found = repository.findForChange(id);
        if (found.isEmpty()) {
            return new Revision.NoSuchVenue();
        }
        var venue = found.get();
        var before = venue.cached();
        var organization = Objects.requireNonNull(before.view().organizationId());
        if (!organizations.may(organization, caller, OrganizationRight.EDIT_EVENTS)) {
            return new Revision.NotTheOwner();
        }
        EntityTag.requireMatch(ifMatch, before.version());
        var patched = patches.apply(VenueRequest.class, VenueRequest.of(before.view()), patch);
        patched.written().requireKnownPlace();
        if (patched.changes().isEmpty()) {
            return new Revision.Revised(before);
        }
        var after = venues.store(venue, patched.written().toView(id, organization), now);
        audit.append(AuditEntry.ofOrganization(
                organization, "VENUE_EDITED", "venue", id.toString(), null, patched.changes()));
        return new Revision.Revised(after);
    }
}
