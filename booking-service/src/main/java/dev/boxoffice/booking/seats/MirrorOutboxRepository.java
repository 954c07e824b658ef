package dev.boxoffice.booking.seats;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The changes of tickets that Redis may not know of: of settled bookings in `booking.outbox`, of open payments in
/// `booking.payment_in_flight`.
@Repository
class MirrorOutboxRepository {

    /// @param spentAdmission the admission its booking used up, where it is confirmed by now
    record Row(
            UUID event,
            UUID booking,
            List<Integer> ordinals,
            @Nullable String spentAdmission) {}

    private static final String OVERDUE = """
            select m.event_id, m.aggregate_id booking_id, m.ordinals,
                   (select b.admission_id from booking.booking b
                     where b.event_id = m.event_id and b.id = m.aggregate_id and b.status = 'CONFIRMED') admission
              from booking.outbox m
             where not m.ready and m.occurred_at < ? order by m.id limit ? for update of m skip locked
            """;

    /// A payment that is still open after a while: its seats are shown as reserved from then on.
    private static final String OPEN = """
            select f.event_id, f.booking_id, b.ordinals, null admission
              from booking.payment_in_flight f
              join booking.booking b on b.event_id = f.event_id and b.id = f.booking_id
             where not f.mirrored and f.started_at < ? limit ? for update of f skip locked
            """;

    private final JdbcClient jdbc;

    MirrorOutboxRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Row> lockOverdue(Instant changedBefore, int limit) {
        return lock(OVERDUE, changedBefore, limit);
    }

    List<Row> lockOpen(Instant claimedBefore, int limit) {
        return lock(OPEN, claimedBefore, limit);
    }

    /// Redis has the tickets: now the readers of the stream may be told, where there is something to tell.
    void markReady(Collection<UUID> bookings, Instant changedBefore) {
        var ids = bookings.toArray(UUID[]::new);
        jdbc.sql("""
                        with told as (
                            delete from booking.outbox
                             where aggregate_id = any(:ids) and not ready and occurred_at < :before and payload is null
                        )
                        update booking.outbox set ready = true
                         where aggregate_id = any(:ids) and not ready and occurred_at < :before and payload is not null
                        """).param("ids", ids).param("before", utc(changedBefore)).update();
    }

    void markMirrored(Collection<UUID> bookings) {
        jdbc.sql("update booking.payment_in_flight set mirrored = true where booking_id = any(?) and not mirrored")
                .param(bookings.toArray(UUID[]::new))
                .update();
    }

    private List<Row> lock(String sql, Instant before, int limit) {
        return jdbc.sql(sql)
                .params(utc(before), limit)
                .query((row, _) -> new Row(
                        row.getObject("event_id", UUID.class),
                        row.getObject("booking_id", UUID.class),
                        TicketVersions.list(row, "ordinals", Integer[].class),
                        row.getString("admission")))
                .list();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
