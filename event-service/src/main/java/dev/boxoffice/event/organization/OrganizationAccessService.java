package dev.boxoffice.event.organization;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.organization.OrganizationRole;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What somebody may do for an organization. Read anew for each call, so that whoever is removed has lost
/// it at once.
@Service
public class OrganizationAccessService {

    private final OrganizationMemberRepository members;
    private final OrganizationRepository organizations;

    OrganizationAccessService(OrganizationMemberRepository members, OrganizationRepository organizations) {
        this.members = members;
        this.organizations = organizations;
    }

    public Optional<OrganizationRole> roleIn(UUID organization, String subject) {
        return members.findRole(organization, subject);
    }

    public boolean may(UUID organization, String subject, OrganizationRight right) {
        return roleIn(organization, subject).filter(role -> role.may(right)).isPresent();
    }

    /// Operators may do whatever the organization may.
    public boolean may(UUID organization, Caller caller, OrganizationRight right) {
        return caller.has(Role.OPERATOR) || may(organization, caller.subject(), right);
    }

    public boolean exists(UUID organization) {
        return organizations.exists(organization);
    }

    /// By the role in the organization it belongs to.
    public OrganizationAccess access(OrganizationOwned object, String subject, OrganizationRight right) {
        var role = roleIn(object.organizationId(), subject);
        if (role.isEmpty()) {
            return object.isPublic() ? OrganizationAccess.DENIED : OrganizationAccess.HIDDEN;
        }
        return role.get().may(right) ? OrganizationAccess.ALLOWED : OrganizationAccess.DENIED;
    }

    /// Operators may do whatever the organization may.
    public OrganizationAccess access(OrganizationOwned object, Caller caller, OrganizationRight right) {
        return caller.has(Role.OPERATOR) ? OrganizationAccess.ALLOWED : access(object, caller.subject(), right);
    }

    /// All that somebody has a role in.
    public List<UUID> organizationsOf(String subject) {
        return members.findOrganizations(subject);
    }

    /// The organization of whatever somebody makes without naming one.
    public UUID ownOf(String subject) {
        return organizations.ownOf(subject);
    }

    /// The organization of what somebody makes: the one they name, or their own.
    ///
    /// @throws dev.boxoffice.platform.problem.ProblemException 422 where there is none such, 403 where they
    /// may not edit its events
    public UUID actingFor(@Nullable String named, String subject) {
        if (named == null) {
            return ownOf(subject);
        }
        var organization = TimeOrderedId.parse(named)
                .filter(organizations::exists)
                .orElseThrow(() -> FieldErrors.single("organizationId", "names no organization"));
        if (!may(organization, subject, OrganizationRight.EDIT_EVENTS)) {
            throw OrganizationProblems.notAMember().toException();
        }
        return organization;
    }
}
