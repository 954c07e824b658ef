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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Organizations, and which of them somebody works for.
@Repository
class OrganizationRepository {

    private final JdbcClient jdbc;

    OrganizationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The first organization somebody opens is their own.
    void insert(UUID id, String name, String founder, Instant now) {
        jdbc.sql("""
                insert into catalog.organization (id, name, own_of, created_at)
                select :id, :name,
                       case when not exists (select from catalog.organization where own_of = :founder) then :founder end, :now""")
                .param("id", id)
                .param("name", name)
                .param("founder", founder)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The organization of whatever somebody makes without naming one; made when it is first needed.
    UUID ownOf(String subject) {
        return jdbc.sql("select catalog.own_organization(:subject)")
                .param("subject", subject)
                .query(UUID.class)
                .single();
    }

    boolean exists(UUID id) {
        return jdbc.sql("select exists (select from catalog.organization where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /// No longer anybody's own, so that a former owner makes nothing there by default.
    void disown(UUID id, String subject) {
        jdbc.sql("update catalog.organization set own_of = null where id = :id and own_of = :subject")
                .param("id", id)
                .param("subject", subject)
                .update();
    }

    /// With the role that the reader has in it, if any.
    Optional<OrganizationView> find(UUID id, String reader) {
        return jdbc.sql("""
                select o.id, o.name, o.created_at, m.role
                from catalog.organization o
                left join catalog.organization_member m on m.organization_id = o.id and m.subject = :reader
                where o.id = :id""")
                .param("id", id)
                .param("reader", reader)
                .query(OrganizationRepository::view)
                .optional();
    }

    List<OrganizationView> findOfMember(String subject, PageQuery page) {
        return jdbc.sql("""
                select o.id, o.name, o.created_at, m.role
                from catalog.organization_member m join catalog.organization o on o.id = m.organization_id
                where m.subject = :subject
                order by o.name, o.id
                limit :size offset :offset""")
                .param("subject", subject)
                .param("size", page.size())
                .param("offset", page.offset())
                .query(OrganizationRepository::view)
                .list();
    }

    long countOfMember(String subject) {
        return jdbc.sql("select count(*) from catalog.organization_member where subject = :subject")
                .param("subject", subject)
                .query(Long.class)
                .single();
    }

    private static OrganizationView view(ResultSet row, int number) throws SQLException {
        @Nullable String role = row.getString("role");
        return new OrganizationView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                role == null ? null : OrganizationRole.valueOf(role));
    }
}
