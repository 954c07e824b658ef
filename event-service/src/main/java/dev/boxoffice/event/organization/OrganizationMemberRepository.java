package dev.boxoffice.event.organization;

import dev.boxoffice.platform.organization.OrganizationRole;
import dev.boxoffice.platform.page.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who has which role in which organization. Whoever changes one locks the organization first.
@Repository
class OrganizationMemberRepository {

    private final JdbcClient jdbc;

    OrganizationMemberRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Its members do not change before the running transaction ends.
    ///
    /// @return false where there is no such organization
    boolean lock(UUID organization) {
        return jdbc.sql("select id from catalog.organization where id = :organization for update")
                .param("organization", organization)
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    Optional<OrganizationRole> findRole(UUID organization, String subject) {
        return jdbc.sql("""
                select role from catalog.organization_member
                where organization_id = :organization and subject = :subject""")
                .param("organization", organization)
                .param("subject", subject)
                .query(String.class)
                .optional()
                .map(OrganizationRole::valueOf);
    }

    Optional<OrganizationMember> find(UUID organization, String subject) {
        return jdbc.sql("""
                select subject, role, added_at from catalog.organization_member
                where organization_id = :organization and subject = :subject""")
                .param("organization", organization)
                .param("subject", subject)
                .query(OrganizationMemberRepository::member)
                .optional();
    }

    List<UUID> findOrganizations(String subject) {
        return jdbc.sql("select organization_id from catalog.organization_member where subject = :subject")
                .param("subject", subject)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    OrganizationMember put(UUID organization, String subject, OrganizationRole role, Instant now) {
        return jdbc.sql("""
                insert into catalog.organization_member as m (organization_id, subject, role, added_at)
                values (:organization, :subject, :role, :now)
                on conflict (organization_id, subject) do update set role = excluded.role
                returning subject, role, added_at""")
                .param("organization", organization)
                .param("subject", subject)
                .param("role", role.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(OrganizationMemberRepository::member)
                .single();
    }

    void delete(UUID organization, String subject) {
        jdbc.sql("delete from catalog.organization_member where organization_id = :organization and subject = :subject")
                .param("organization", organization)
                .param("subject", subject)
                .update();
    }

    boolean hasOtherOwner(UUID organization, String subject) {
        return jdbc.sql("""
                select exists (select from catalog.organization_member
                               where organization_id = :organization and role = 'OWNER' and subject <> :subject)""")
                .param("organization", organization)
                .param("subject", subject)
                .query(Boolean.class)
                .single();
    }

    List<OrganizationMember> find(UUID organization, PageQuery page) {
        return jdbc.sql("""
                select subject, role, added_at from catalog.organization_member
                where organization_id = :organization
                order by added_at, subject
                limit :size offset :offset""")
                .param("organization", organization)
                .param("size", page.size())
                .param("offset", page.offset())
                .query(OrganizationMemberRepository::member)
                .list();
    }

    long count(UUID organization) {
        return jdbc.sql("select count(*) from catalog.organization_member where organization_id = :organization")
                .param("organization", organization)
                .query(Long.class)
                .single();
    }

    private static OrganizationMember member(ResultSet row, int number) throws SQLException {
        return new OrganizationMember(
                row.getString("subject"),
                OrganizationRole.valueOf(row.getString("role")),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }
}
