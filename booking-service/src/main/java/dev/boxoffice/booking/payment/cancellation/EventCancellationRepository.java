package dev.boxoffice.booking.payment.cancellation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Bookings of cancelled events that are still to be undone. It looks at what is, not at messages, so a payment that
/// was under
/// way when the event was cancelled is found too, as soon as it is confirmed.
@Repository
class EventCancellationRepository {

    private static final int MAX_ERROR = 500;
    private static final int FIND_BATCH = 1_000;

    /// M11: a lease, taken by one instance, the longest waiting first; what fails comes back ever later.
    private static final String TAKE_DUE = """
            update booking.event_cancellation_item set next_attempt_at = :leasedUntil, attempts = attempts + 1
             where (event_id, booking_id) in (
                select event_id, booking_id from booking.event_cancellation_item where next_attempt_at <= :now
                 order by next_attempt_at, booking_id limit :batch for update skip locked)
            returning event_id, booking_id, attempts
            """;

    private final JdbcClient jdbc;

    EventCancellationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return how many were found
    int findNew(Instant now) {
        return jdbc.sql("""
                        insert into booking.event_cancellation_item (event_id, booking_id, next_attempt_at)
                        select b.event_id, b.id, :now
                          from catalog.event e join booking.booking b on b.event_id = e.id
                         where e.status = 'CANCELLED' and b.status in ('CONFIRMED', 'PARTIALLY_REFUNDED')
                           and not exists (select from booking.cancelled_event c where c.event_id = e.id)
                           and not exists (select from booking.event_cancellation_item i
                                            where i.event_id = b.event_id and i.booking_id = b.id)
                         limit :batch
                        on conflict do nothing
                        """)
                .param("now", utc(now))
                .param("batch", FIND_BATCH)
                .update();
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
                                              and not exists (select from booking.event_cancellation_item i
                                                               where i.event_id = b.event_id and i.booking_id = b.id))
                        on conflict do nothing
                        """).param("now", utc(now)).param("before", utc(cancelledBefore)).update();
    }

    List<EventCancellationItem> takeDue(Instant now, Instant leasedUntil, int batch) {
        return jdbc.sql(TAKE_DUE)
                .param("now", utc(now))
                .param("leasedUntil", utc(leasedUntil))
                .param("batch", batch)
                .query((row, _) -> new EventCancellationItem(
                        row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getInt(3)))
                .list();
    }

    void done(EventCancellationItem item) {
        jdbc.sql("""
                        update booking.event_cancellation_item set next_attempt_at = null, last_error = null
                         where event_id = ? and booking_id = ?
                        """).params(item.event(), item.booking()).update();
    }

    void postpone(EventCancellationItem item, String error, Instant next) {
        jdbc.sql("""
                        update booking.event_cancellation_item set next_attempt_at = ?, last_error = ?
                         where event_id = ? and booking_id = ?
                        """)
                .params(utc(next), error.substring(0, Math.min(error.length(), MAX_ERROR)))
                .params(item.event(), item.booking())
                .update();
    }

    boolean isCancelled(UUID event) {
        return jdbc.sql("select exists (select from catalog.event where id = ? and status = 'CANCELLED')")
                .param(event)
                .query(Boolean.class)
                .single();
    }

    /// Counted from the bookings themselves: whatever crashed, this is how it stands.
    EventCancellationProgress progress(UUID event) {
        var parked = parked(event);
        return jdbc.sql("""
                        with undone as (
                            select b.id, b.status,
                                   exists (select from booking.refund r
                                            where r.event_id = b.event_id and r.booking_id = b.id
                                              and (r.status in ('DUE', 'PENDING') or (r.status = 'FAILED' and r.is_owed))) is_owed,
                                   i.next_attempt_at is not null is_waiting
                              from booking.booking b
                              left join booking.event_cancellation_item i on i.event_id = b.event_id and i.booking_id = b.id
                             where b.event_id = ? and (b.cancel_reason = 'EVENT_CANCELLED' or i.booking_id is not null
                                   or b.status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED', 'PARTIALLY_REFUNDED'))
                        )
                        select count(*) total,
                               count(*) filter (where is_owed or is_waiting or status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED'))
                                   pending
                          from undone
                        """)
                .param(event)
                .query((row, _) -> {
                    var total = row.getLong("total");
                    var pending = row.getLong("pending");
                    return new EventCancellationProgress(
                            statusOf(pending, parked), total, total - pending, pending - parked.size(), parked);
                })
                .single();
    }

    private static EventCancellationProgress.Status statusOf(long pending, List<EventCancellationProgress.Parked> parked) {
        if (pending > parked.size()) {
            return EventCancellationProgress.Status.RUNNING;
        }
        return parked.isEmpty()
                ? EventCancellationProgress.Status.DONE
                : EventCancellationProgress.Status.NEEDS_ATTENTION;
    }

    /// What has failed and is not tried again by itself, or fails again and again.
    private List<EventCancellationProgress.Parked> parked(UUID event) {
        return jdbc.sql("""
                        select booking_id, max(reason) reason from (
                            select booking_id, coalesce(failure_code, 'unknown') reason from booking.refund
                             where event_id = :event and ((status = 'FAILED' and is_owed) or (status = 'DUE' and failure_code is not null))
                            union all
                            select booking_id, last_error from booking.event_cancellation_item
                             where event_id = :event and last_error is not null) failed
                         group by booking_id order by booking_id limit 1000
                        """)
                .param("event", event)
                .query((row, _) ->
                        new EventCancellationProgress.Parked(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    /// What is parked is tried again at once, because a person says so.
    void tryParkedAgain(UUID event, Instant now) {
        jdbc.sql("""
                        update booking.event_cancellation_item set next_attempt_at = ?, attempts = 0
                         where event_id = ? and last_error is not null
                        """).params(utc(now), event).update();
        jdbc.sql("""
                        update booking.refund set next_attempt_at = ?, attempts = 0
                         where event_id = ? and status = 'DUE' and failure_code is not null
                        """).params(utc(now), event).update();
    }

    /// Refunds that came to nothing and are still owed.
    List<EventCancellationItem> findFailed(UUID event) {
        return jdbc.sql("""
                        select distinct event_id, booking_id from booking.refund
                         where event_id = ? and status = 'FAILED' and is_owed
                        """)
                .param(event)
                .query((row, _) -> new EventCancellationItem(
                        row.getObject(1, UUID.class), row.getObject(2, UUID.class), 0))
                .list();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
