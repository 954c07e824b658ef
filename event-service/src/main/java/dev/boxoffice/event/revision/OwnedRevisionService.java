package dev.boxoffice.event.revision;

import dev.boxoffice.event.cache.Versioned;
import dev.boxoffice.event.input.MergePatchService;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import dev.boxoffice.platform.servlet.web.EntityTag;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/// Edits of what an organization owns: by whoever may edit its events, of the version they have read, told in its
/// audit log.
@Service
public class OwnedRevisionService {

    private final MergePatchService patches;
    private final OrganizationAccessService organizations;
    private final AuditRepository audit;

    OwnedRevisionService(MergePatchService patches, OrganizationAccessService organizations, AuditRepository audit) {
        this.patches = patches;
        this.organizations = organizations;
        this.audit = audit;
    }

    /// To be called within the transaction that has locked the row.
    ///
    /// @param action as the audit log names it
    /// @param store writes what was edited
    /// @throws dev.boxoffice.platform.problem.ProblemException 428 or 412 by the version, 422 by what the
    /// patch makes
    public <T extends Versioned, R extends Record> Revision<T> revise(
            String action, OwnedRecord<T, R> before, RevisionRequest request, Function<R, T> store) {
        if (!organizations.may(before.organizationId(), request.caller(), OrganizationRight.EDIT_EVENTS)) {
            return new Revision.NotTheOwner<>();
        }
        EntityTag.requireMatch(request.ifMatch(), before.cached().version());
        var patched = patches.apply(before.written(), request.patch());
        if (patched.changes().isEmpty()) {
            return new Revision.Revised<>(before.cached());
        }
        var after = store.apply(patched.written());
        audit.append(AuditEntry.ofOrganization(
                before.organizationId(), action, before.kind(), before.id().toString(), null, patched.changes()));
        return new Revision.Revised<>(after);
    }
}
