package dev.boxoffice.booking.payment.cancellation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How far the bookings of a cancelled event are undone.
@Repository
class EventCancellationRepository {

    private final JdbcClient jdbc;

    EventCancellationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
                              left join booking.cancellation_item i on i.event_id = b.event_id and i.booking_id = b.id
                             where b.event_id = :event and (b.cancel_reason = 'EVENT_CANCELLED' or i.booking_id is not null
                                   or b.status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED', 'PARTIALLY_REFUNDED'))
                        )
                        select count(*) total,
                               count(*) filter (where is_owed or is_waiting or status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED'))
                                   pending,
                               (select e.refunds_used from catalog.event e where e.id = :event) include_used,
                               (select count(*) from booking.check_in c join undone b on b.id = c.booking_id
                                 where c.event_id = :event and not exists (
                                    select from booking.returned_ticket t
                                     where t.event_id = c.event_id and t.booking_id = c.booking_id and t.ordinal = c.ordinal)) used
                          from undone
                        """)
                .param("event", event)
                .query((row, _) -> {
                    var total = row.getLong("total");
                    var pending = row.getLong("pending");
                    return new EventCancellationProgress(
                            statusOf(pending, parked),
                            total,
                            total - pending,
                            pending - parked.size(),
                            parked,
                            row.getBoolean("include_used"),
                            row.getLong("used"));
                })
                .single();
    }

    private static EventCancellationProgress.Status statusOf(
            long pending, List<EventCancellationProgress.Parked> parked) {
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
                             where event_id = :event and ((status = 'FAILED' and is_owed) or (status in ('DUE', 'PENDING') and failure_code is not null))
                            union all
                            select booking_id, last_error from booking.cancellation_item
                             where event_id = :event and last_error is not null) failed
                         group by booking_id order by booking_id limit 1000
                        """)
                .param("event", event)
                .query((row, _) -> new EventCancellationProgress.Parked(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    /// What is parked is tried again at once, because a person says so.
    void tryParkedAgain(UUID event, Instant now) {
        jdbc.sql("""
                        update booking.cancellation_item set next_attempt_at = ?, attempts = 0
                         where event_id = ? and last_error is not null
                        """).params(utc(now), event).update();
        jdbc.sql("""
                        update booking.refund set next_attempt_at = ?, attempts = 0
                         where event_id = ? and status in ('DUE', 'PENDING') and failure_code is not null
                        """).params(utc(now), event).update();
    }

    /// Refunds that came to nothing and are still owed.
    List<UUID> findFailed(UUID event) {
        return jdbc.sql("""
                        select distinct booking_id from booking.refund
                         where event_id = ? and status = 'FAILED' and is_owed
                        """)
                .param(event)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
