package dev.boxoffice.booking.audit;

import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.organization.OrganizationRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The audit of all services, the newest first.
///
/// What was sold and what Stripe moved has no second row: it is read from the ledger, which the database
/// lets nobody change either. Those lines are told for one event or one person; all of them together are
/// the ledgers'.
@Repository
class AuditTrailRepository {

    /// @param after the last line of the page before
    /// @param member null for whoever may read all of it, else whose organizations' it is
    record Query(
            @Nullable UUID event,
            @Nullable String subject,
            @Nullable String member,
            @Nullable UUID after,
            int size) {}

    private static final String LINES = """
            with trail as (
                select id, at, actor, role, action, object_type, object_id, event_id, organization_id, subject, details, request_id
                  from catalog.audit_trail
                union all
                select id, at, actor, role, action, object_type, object_id, event_id, organization_id, subject, details, request_id
                  from booking.audit_trail
                union all
                select l.id, l.recorded_at, null, 'system', 'MONEY_' || l.kind, 'booking', l.booking_id::text, l.event_id, null,
                       b.buyer, jsonb_build_object('amount', jsonb_build_object('amount', l.amount, 'currency', l.currency),
                           'reference', l.reference), null
                  from booking.ledger_entry l
                  join booking.booking b on b.event_id = l.event_id and b.id = l.booking_id
                 where l.event_id = :event::uuid or b.buyer = :subject::text
            )
            select t.id, t.at, t.actor, t.role, t.action, t.object_type, t.object_id, t.event_id,
                   coalesce(t.organization_id, e.organization_id) organization_id, t.subject, t.details::text details, t.request_id
              from trail t left join catalog.event e on e.id = t.event_id
             where (:event::uuid is null or t.event_id = :event::uuid)
               and (:subject::text is null or t.subject = :subject::text or t.actor = :subject::text)
               and t.id < coalesce(:after::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
               and (:member::text is null or coalesce(t.organization_id, e.organization_id) in (
                    select m.organization_id from catalog.organization_member m
                     where m.subject = :member::text and m.role = any(:roles::text[])))
             order by t.id desc limit :size
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditTrailRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<AuditView> find(Query query) {
        return jdbc.sql(LINES)
                .param("event", query.event(), Types.OTHER)
                .param("subject", query.subject(), Types.VARCHAR)
                .param("member", query.member(), Types.VARCHAR)
                .param("after", query.after(), Types.OTHER)
                .param("roles", readers())
                .param("size", query.size())
                .query(this::view)
                .list();
    }

    private static String[] readers() {
        return Arrays.stream(OrganizationRole.values())
                .filter(role -> role.may(OrganizationRight.READ_AUDIT))
                .map(Enum::name)
                .toArray(String[]::new);
    }

    private AuditView view(ResultSet row, int number) throws SQLException {
        return new AuditView(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("role"),
                row.getString("action"),
                new AuditView.AuditedObject(row.getString("object_type"), row.getString("object_id")),
                row.getObject("event_id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getString("subject"),
                json.readTree(row.getString("details")),
                row.getString("request_id"));
    }
}
