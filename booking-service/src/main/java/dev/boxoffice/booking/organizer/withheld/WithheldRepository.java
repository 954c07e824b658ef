package dev.boxoffice.booking.organizer.withheld;

import dev.boxoffice.booking.commit.DeadlockRetry;
import dev.boxoffice.booking.seats.TicketVersions;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;

/// Keeps tickets from the sale: one statement that takes all of them or changes nothing, with the claim's order
/// of locks, tickets by ordinal.
@Repository
class WithheldRepository {

    /// @param refused what stands in the way; empty where it is done
    /// @param moved what Redis has yet to be told
    /// @param isKept whether what was released is kept for the event's waitlist, and on sale to nobody else
    record Change(UUID id, List<Integer> refused, TicketVersions moved, boolean isKept) {
        boolean isDone() {
            return refused.isEmpty();
        }
    }

    private static final String LOCKED = """
            with ticket as (
                select ordinal, status from inventory.ticket
                 where event_id = :event and ordinal = any(:ordinals) order by ordinal for update
            )%s, refused as (
                select t.ordinal from ticket t where %s
            ), moved as (
                update inventory.ticket t
                   set status = case when k.is_kept then 'RESERVED' else :status end,
                       booking_id = case when k.is_kept then :event::uuid end, version = t.version + 1, changed_at = :now
                  from ticket s
                 cross join (select :status = 'AVAILABLE' and booking.is_waited_for(:event) is_kept) k
                 where t.event_id = :event and t.ordinal = s.ordinal and s.status = :before and not exists (select from refused)
                returning t.ordinal, t.version, k.is_kept
            )""";

    private static final String WITHHOLD = LOCKED.formatted("", "t.status not in ('AVAILABLE', 'WITHHELD')") + """
            , said as (
                insert into booking.withheld_ticket (event_id, ordinal, kind, reason, withheld_by, withheld_at)
                select :event, ordinal, :kind, :reason, :by, :now from ticket where not exists (select from refused)
                on conflict (event_id, ordinal) do update
                   set kind = excluded.kind, reason = excluded.reason, withheld_by = excluded.withheld_by,
                       withheld_at = excluded.withheld_at
            )""";

    private static final String RELEASE = LOCKED.formatted("""
            , right_kind as (
                -- Locked after its ticket, so that it is seen as it is now.
                select w.ordinal from ticket t join booking.withheld_ticket w on w.event_id = :event and w.ordinal = t.ordinal
                 where w.kind = :kind order by w.ordinal for update of w
            )""", """
            t.status not in ('AVAILABLE', 'WITHHELD') or t.status = 'WITHHELD' and :kind::text is not null
               and not exists (select from right_kind k where k.ordinal = t.ordinal)
            """) + """
            , said as (
                delete from booking.withheld_ticket w using ticket s
                 where w.event_id = :event and w.ordinal = s.ordinal and not exists (select from refused)
                returning w.ordinal, w.kind
            ), told as (
                insert into booking.audit_entry (at, actor, role, action, object_type, object_id, event_id, details)
                select :now, booking.audit_person_of(:by), 'organizer', 'TICKETS_RELEASED', 'event', :event::text, :event,
                       jsonb_build_object('kind', kind, 'ordinals', jsonb_agg(ordinal order by ordinal))
                  from said group by kind
            )""";

    /// The row without a message: what Redis is to be told, again if need be.
    private static final String RECORDED = """
            , message as (
                insert into booking.outbox (id, aggregate_id, occurred_at, event_id, ordinals, ready)
                select uuidv7(), :change, :now, :event, array_agg(ordinal order by ordinal), false from moved
                having count(*) > 0
            )
            select (select array_agg(ordinal order by ordinal) from refused) refused,
                   (select array_agg(ordinal order by ordinal) from moved) moved,
                   (select array_agg(version order by ordinal) from moved) versions, (select bool_or(is_kept) from moved) is_kept
            """;

    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactions;

    WithheldRepository(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    Change withhold(
            UUID event, List<Integer> ordinals, WithheldKind kind, @Nullable String reason, String by, Instant now) {
        return change(
                WITHHOLD,
                event,
                ordinals,
                kind,
                "AVAILABLE",
                "WITHHELD",
                now,
                statement -> statement.param("reason", reason, Types.VARCHAR).param("by", by));
    }

    /// @param kind the only one to be put on sale; null for any
    Change release(UUID event, List<Integer> ordinals, @Nullable WithheldKind kind, String by, Instant now) {
        return change(
                RELEASE, event, ordinals, kind, "WITHHELD", "AVAILABLE", now, statement -> statement.param("by", by));
    }

    private Change change(
            String sql,
            UUID event,
            List<Integer> ordinals,
            @Nullable WithheldKind kind,
            String before,
            String status,
            Instant now,
            UnaryOperator<JdbcClient.StatementSpec> rest) {
        var id = TimeOrderedId.next();
        return DeadlockRetry.run(
                transactions,
                () -> rest.apply(jdbc.sql(sql + RECORDED)
                                .param("event", event)
                                .param("ordinals", ordinals.toArray(Integer[]::new))
                                .param("kind", kind == null ? null : kind.name(), Types.VARCHAR)
                                .param("before", before)
                                .param("status", status)
                                .param("change", id)
                                .param("now", now.atOffset(ZoneOffset.UTC)))
                        .query((row, _) -> new Change(
                                id,
                                TicketVersions.list(row, "refused", Integer[].class),
                                TicketVersions.read(row),
                                row.getBoolean("is_kept")))
                        .single());
    }

    /// Of some tickets, those that are neither on sale nor kept from it.
    List<Integer> takenAmong(UUID event, List<Integer> ordinals) {
        return jdbc.sql("""
                        select ordinal from inventory.ticket
                         where event_id = ? and ordinal = any(?) and status in ('RESERVED', 'BOOKED') order by ordinal
                        """)
                .params(event, ordinals.toArray(Integer[]::new))
                .query((row, _) -> row.getInt(1))
                .list();
    }

    /// A page of an event's, by ordinal.
    ///
    /// @param after the last one of the page before; -1 for the first page
    List<WithheldSeat> find(UUID event, int after, int size) {
        return jdbc.sql("""
                        select ordinal, kind, reason, withheld_by, withheld_at from booking.withheld_ticket
                         where event_id = ? and ordinal > ? order by ordinal limit ?
                        """)
                .params(event, after, size)
                .query((row, _) -> seat(row))
                .list();
    }

    private static WithheldSeat seat(ResultSet row) throws SQLException {
        return new WithheldSeat(
                row.getInt("ordinal"),
                WithheldKind.valueOf(row.getString("kind")),
                row.getString("reason"),
                row.getString("withheld_by"),
                row.getObject("withheld_at", OffsetDateTime.class).toInstant());
    }
}
