package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.CancelReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Bookings that are still to be undone: of cancelled events, and those whose buyer has cancelled while the
/// payment was in flight. It looks at what is, not at messages.
@Repository
class CancellationItemRepository {

    private static final int MAX_ERROR = 500;
    private static final int FIND_BATCH = 1_000;

    /// M11: a lease, taken by one instance, the longest waiting first; what fails comes back ever later.
    private static final String TAKE_DUE = """
            update booking.cancellation_item set next_attempt_at = :leasedUntil, attempts = attempts + 1
             where (event_id, booking_id) in (
                select event_id, booking_id from booking.cancellation_item where next_attempt_at <= :now
                 order by next_attempt_at, booking_id limit :batch for update skip locked)
            returning event_id, booking_id, reason, attempts
            """;

    private final JdbcClient jdbc;

    CancellationItemRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// M7: a buyer wants it undone. Until that is done it is remembered, whatever crashes. What its event wants undone
    /// stays the event's.
    CancellationItem insert(Booking booking, Instant leasedUntil) {
        return jdbc.sql("""
                        insert into booking.cancellation_item (event_id, booking_id, reason, attempts, next_attempt_at)
                        values (?, ?, 'CUSTOMER', 1, ?)
                        on conflict (event_id, booking_id)
                        do update set next_attempt_at = excluded.next_attempt_at, attempts = excluded.attempts
                        returning event_id, booking_id, reason, attempts
                        """)
                .params(booking.event(), booking.id(), utc(leasedUntil))
                .query(CancellationItemRepository::item)
                .single();
    }

    /// What a buyer had cancelled themselves, before or while this event was cancelled, becomes the event's: it may
    /// have left something, or have been paid for once more since.
    ///
    /// @return how many were found
    int findNew(Instant now) {
        return jdbc.sql("""
                        insert into booking.cancellation_item (event_id, booking_id, reason, next_attempt_at)
                        select b.event_id, b.id, 'EVENT_CANCELLED', :now
                          from catalog.event e join booking.booking b on b.event_id = e.id
                         where e.status = 'CANCELLED' and b.status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED', 'PARTIALLY_REFUNDED')
                           and not exists (select from booking.cancelled_event c where c.event_id = e.id)
                           and not exists (select from booking.cancellation_item i
                                            where i.event_id = b.event_id and i.booking_id = b.id and i.reason = 'EVENT_CANCELLED')
                         limit :batch
                        on conflict (event_id, booking_id)
                        do update set reason = excluded.reason, attempts = 0,
                                      next_attempt_at = coalesce(cancellation_item.next_attempt_at, excluded.next_attempt_at)
                         where cancellation_item.reason <> 'EVENT_CANCELLED'
                        """).param("now", utc(now)).param("batch", FIND_BATCH).update();
    }

    /// Notes which cancelled events have no booking left that could be given back, so that they are looked at no more.
    ///
    /// @param cancelledBefore long enough ago that no claim made before is still under way
    void recordCompleted(Instant cancelledBefore, Instant now) {
        jdbc.sql("""
                        insert into booking.cancelled_event (event_id, completed_at)
                        select e.id, :now from catalog.event e
                         where e.status = 'CANCELLED' and coalesce(e.cancelled_at, e.updated_at) < :before
                           and not exists (select from booking.cancelled_event c where c.event_id = e.id)
                           and not exists (select from booking.booking b
                                            where b.event_id = e.id
                                              and b.status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED', 'PARTIALLY_REFUNDED')
                                              and not exists (select from booking.cancellation_item i
                                                               where i.event_id = b.event_id and i.booking_id = b.id
                                                                 and i.reason = 'EVENT_CANCELLED'))
                        on conflict do nothing
                        """)
                .param("now", utc(now))
                .param("before", utc(cancelledBefore))
                .update();
    }

    List<CancellationItem> takeDue(Instant now, Instant leasedUntil, int batch) {
        return jdbc.sql(TAKE_DUE)
                .param("now", utc(now))
                .param("leasedUntil", utc(leasedUntil))
                .param("batch", batch)
                .query(CancellationItemRepository::item)
                .list();
    }

    private static CancellationItem item(ResultSet row, int number) throws SQLException {
        return new CancellationItem(
                row.getObject("event_id", UUID.class),
                row.getObject("booking_id", UUID.class),
                CancelReason.valueOf(row.getString("reason")),
                row.getInt("attempts"));
    }

    /// An event that was cancelled in this very moment finds it not done: it takes what is left.
    ///
    /// @param reason what it was undone for in the end
    void done(CancellationItem item, CancelReason reason) {
        jdbc.sql("""
                        update booking.cancellation_item set reason = :reason, next_attempt_at = null, last_error = null
                         where event_id = :event and booking_id = :booking and reason in (:taken, :reason)
                        """)
                .param("event", item.event())
                .param("booking", item.booking())
                .param("taken", item.reason().name())
                .param("reason", reason.name())
                .update();
    }

    void postpone(CancellationItem item, String error, Instant next) {
        jdbc.sql("""
                        update booking.cancellation_item set next_attempt_at = ?, last_error = ?
                         where event_id = ? and booking_id = ?
                        """)
                .params(utc(next), error.substring(0, Math.min(error.length(), MAX_ERROR)))
                .params(item.event(), item.booking())
                .update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
