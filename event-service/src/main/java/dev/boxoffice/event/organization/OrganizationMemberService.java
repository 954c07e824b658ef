package dev.boxoffice.event.organization;

import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.organization.OrganizationRole;
import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Gives roles in an organization, and takes them.
@Service
class OrganizationMemberService {

    static final int MOST_MEMBERS = 1_000;

    record MemberList(List<OrganizationMember> members, PageInfo page) {}

    /// What became of it.
    sealed interface Outcome<T> {
        record Done<T>(T value) implements Outcome<T> {}

        record Refused<T>(Refusal why) implements Outcome<T> {}
    }

    enum Refusal {
        NO_SUCH_ORGANIZATION,
        NO_SUCH_MEMBER,
        NOT_ALLOWED,
        /// Somebody has to be able to give roles.
        LAST_OWNER,
        TOO_MANY
    }

    private final OrganizationMemberRepository members;
    private final OrganizationRepository organizations;
    private final AuditRepository audit;

    OrganizationMemberService(
            OrganizationMemberRepository members, OrganizationRepository organizations, AuditRepository audit) {
        this.audit = audit;
        this.members = members;
        this.organizations = organizations;
    }

    @Transactional
    public Outcome<OrganizationMember> put(
            UUID organization, String subject, OrganizationRole role, Caller caller, Instant now) {
        if (!members.lock(organization)) {
            return refused(Refusal.NO_SUCH_ORGANIZATION);
        }
        if (!mayManage(organization, caller)) {
            return refused(Refusal.NOT_ALLOWED);
        }
        var before = members.findRole(organization, subject);
        if (before.isEmpty() && members.count(organization) >= MOST_MEMBERS) {
            return refused(Refusal.TOO_MANY);
        }
        if (before.filter(OrganizationRole.OWNER::equals).isPresent() && role != OrganizationRole.OWNER) {
            if (!members.hasOtherOwner(organization, subject)) {
                return refused(Refusal.LAST_OWNER);
            }
            organizations.disown(organization, subject);
        }
        audit.append(AuditEntry.ofOrganization(
                organization,
                "ROLE_GIVEN",
                "organization",
                organization.toString(),
                subject,
                Map.of("before", before.map(Enum::name).orElse("NONE"), "after", role.name())));
        return new Outcome.Done<>(members.put(organization, subject, role, now));
    }

    /// Whoever wants to go may go.
    @Transactional
    public Outcome<OrganizationMember> remove(UUID organization, String subject, Caller caller) {
        if (!members.lock(organization)) {
            return refused(Refusal.NO_SUCH_ORGANIZATION);
        }
        if (!caller.subject().equals(subject) && !mayManage(organization, caller)) {
            return refused(Refusal.NOT_ALLOWED);
        }
        var before = members.find(organization, subject);
        if (before.isEmpty()) {
            return refused(mayManage(organization, caller) ? Refusal.NO_SUCH_MEMBER : Refusal.NOT_ALLOWED);
        }
        if (before.get().role() == OrganizationRole.OWNER && !members.hasOtherOwner(organization, subject)) {
            return refused(Refusal.LAST_OWNER);
        }
        members.delete(organization, subject);
        audit.append(AuditEntry.ofOrganization(
                organization,
                "ROLE_TAKEN",
                "organization",
                organization.toString(),
                subject,
                Map.of("before", before.get().role().name(), "after", "NONE")));
        organizations.disown(organization, subject);
        return new Outcome.Done<>(before.get());
    }

    @Transactional(readOnly = true)
    public Outcome<MemberList> list(UUID organization, PageQuery page, Caller caller) {
        if (organizations.find(organization, caller.subject()).isEmpty()) {
            return refused(Refusal.NO_SUCH_ORGANIZATION);
        }
        if (members.findRole(organization, caller.subject()).isEmpty() && !caller.has(Role.OPERATOR)) {
            return refused(Refusal.NOT_ALLOWED);
        }
        return new Outcome.Done<>(
                new MemberList(members.find(organization, page), PageInfo.of(page, members.count(organization))));
    }

    private static <T> Outcome<T> refused(Refusal why) {
        return new Outcome.Refused<>(why);
    }

    private boolean mayManage(UUID organization, Caller caller) {
        return members.findRole(organization, caller.subject())
                .filter(role -> role.may(OrganizationRight.MANAGE_MEMBERS))
                .isPresent();
    }
}
