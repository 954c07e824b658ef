package dev.boxoffice.booking.payment.cancellation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How far the bookings of a cancelled event are undone.
@Repository
class EventCancellationRepository {

    /// `parked`: why it has failed and is not tried again by itself, or fails again and again.
    private static final String UNDONE = """
            with owed as (
                select booking_id, max(coalesce(failure_code, 'unknown')) filter (
                           where status = 'FAILED' or failure_code is not null) parked
                  from booking.refund
                 where event_id = :event and (status in ('DUE', 'PENDING') or (status = 'FAILED' and is_owed))
                 group by booking_id
            ), undone as (
                select b.id, coalesce(o.parked, i.last_error) parked,
                       o.booking_id is not null or i.next_attempt_at is not null
                           or b.status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED') is_pending
                  from booking.booking b
                  left join owed o on o.booking_id = b.id
                  left join booking.cancellation_item i on i.event_id = b.event_id and i.booking_id = b.id
                 where b.event_id = :event and (b.cancel_reason = 'EVENT_CANCELLED' or i.booking_id is not null
                       or o.booking_id is not null
                       or b.status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED', 'PARTIALLY_REFUNDED'))
            )
            """;

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

    /// Whether used tickets are paid back, too. Empty where the event is not cancelled.
    Optional<Boolean> includesUsed(UUID event) {
        return jdbc.sql("select refunds_used from catalog.event where id = ? and status = 'CANCELLED'")
                .param(event)
                .query(Boolean.class)
                .optional();
    }

    /// Counted from the bookings themselves: whatever crashed, this is how it stands. Whoever is owed money of
    /// the event counts, also where they had given their tickets back before.
    EventCancellationProgress progress(UUID event) {
        return jdbc.sql(UNDONE + """
                        select count(*) total, count(*) filter (where is_pending) pending,
                               count(*) filter (where parked is not null) parked,
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
                    var parked = row.getLong("parked");
                    return new EventCancellationProgress(
                            statusOf(pending, parked),
                            total,
                            total - pending,
                            pending - parked,
                            parked == 0 ? List.of() : parked(event),
                            row.getBoolean("include_used"),
                            row.getLong("used"));
                })
                .single();
    }

    private static EventCancellationProgress.Status statusOf(long pending, long parked) {
        if (pending > parked) {
            return EventCancellationProgress.Status.RUNNING;
        }
        return parked == 0 ? EventCancellationProgress.Status.DONE : EventCancellationProgress.Status.NEEDS_ATTENTION;
    }

    /// The first of them.
    private List<EventCancellationProgress.Parked> parked(UUID event) {
        return jdbc.sql(UNDONE + "select id, parked from undone where parked is not null order by id limit 1000")
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
