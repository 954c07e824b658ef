package dev.boxoffice.booking.catalogue.right;

import dev.boxoffice.platform.organization.OrganizationRole;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who is what in the organization of an event, as event-service has written it.
@Repository
class EventRightRepository {

    /// @param role empty for whoever does not work there
    record Standing(Optional<OrganizationRole> role) {}

    private final JdbcClient jdbc;

    EventRightRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Empty where there is no such event.
    Optional<Standing> find(UUID event, String subject) {
        return jdbc.sql("""
                        select m.role
                          from catalog.event e
                          left join catalog.organization_member m
                            on m.organization_id = e.organization_id and m.subject = ?
                         where e.id = ?
                        """)
                .params(subject, event)
                .query((row, _) ->
                        new Standing(Optional.ofNullable(row.getString("role")).map(OrganizationRole::valueOf)))
                .optional();
    }
}
