package dev.boxoffice.event.performer;

import dev.boxoffice.event.input.MergePatchService;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import dev.boxoffice.platform.servlet.web.EntityTag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// Editing of performers. Search follows the row that is written here.
@Service
class PerformerRevisionService {

    /// What became of an edit.
    sealed interface Revision {
        record Revised(CachedPerformer performer) implements Revision {}

        record NoSuchPerformer() implements Revision {}

        record NotTheOwner() implements Revision {}
    }

    private final PerformerRepository repository;
    private final PerformerService performers;
    private final MergePatchService patches;
    private final OrganizationAccessService organizations;
    private final AuditRepository audit;

    PerformerRevisionService(
            PerformerRepository repository,
            PerformerService performers,
            MergePatchService patches,
            OrganizationAccessService organizations,
            AuditRepository audit) {
        this.repository = repository;
        this.performers = performers;
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
            return new Revision.NoSuchPerformer();
        }
        var performer = found.get();
        var before = performer.cached();
        var organization = before.view().organizationId();
        if (!organizations.may(organization, caller, OrganizationRight.EDIT_EVENTS)) {
            return new Revision.NotTheOwner();
        }
        EntityTag.requireMatch(ifMatch, before.version());
        var patched = patches.apply(PerformerRequest.class, PerformerRequest.of(before.view()), patch);
        if (patched.changes().isEmpty()) {
            return new Revision.Revised(before);
        }
        var written = patched.written();
        var after = performers.store(performer, written.name(), written.genre(), now);
        audit.append(AuditEntry.ofOrganization(
                organization, "PERFORMER_EDITED", "performer", id.toString(), null, patched.changes()));
        return new Revision.Revised(after);
    }
}
