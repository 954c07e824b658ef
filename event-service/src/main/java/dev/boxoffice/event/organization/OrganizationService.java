package dev.boxoffice.event.organization;

import dev.boxoffice.platform.id.TimeOrderedId;
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

/// Opens organizations, and shows people those they work for.
@Service
class OrganizationService {

    record OrganizationList(List<OrganizationView> organizations, PageInfo page) {}

    /// What became of a reading.
    sealed interface Reading {
        record Found(OrganizationView organization) implements Reading {}

        record NotAMember() implements Reading {}

        record NoSuchOrganization() implements Reading {}
    }

    private final OrganizationRepository organizations;
    private final OrganizationMemberRepository members;
    private final AuditRepository audit;

    OrganizationService(
            OrganizationRepository organizations, OrganizationMemberRepository members, AuditRepository audit) {
        this.audit = audit;
        this.organizations = organizations;
        this.members = members;
    }

    @Transactional
    public OrganizationView open(String name, String founder, Instant now) {
        var id = TimeOrderedId.next();
        organizations.insert(id, name, founder, now);
        members.put(id, founder, OrganizationRole.OWNER, now);
        audit.append(AuditEntry.ofOrganization(
                id, "ORGANIZATION_OPENED", "organization", id.toString(), founder, Map.of("role", "OWNER")));
        return organizations.find(id, founder).orElseThrow();
    }

    public OrganizationList list(String subject, PageQuery page) {
        return new OrganizationList(
                organizations.findOfMember(subject, page), PageInfo.of(page, organizations.countOfMember(subject)));
    }

    public Reading read(UUID id, Caller reader) {
        return organizations
                .find(id, reader.subject())
                .<Reading>map(found -> found.role() != null || reader.has(Role.OPERATOR)
                        ? new Reading.Found(found)
                        : new Reading.NotAMember())
                .orElseGet(Reading.NoSuchOrganization::new);
    }
}
