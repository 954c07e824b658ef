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
                           and not exists (select from booking.event_cancellation_item i
                                            where i.event_id = b.event_id and i.booking_id = b.id)
                         limit :batch
                        on conflict do nothing
                        """)
                .param("now", utc(now))
                .param("batch", FIND_BATCH)
                .update();
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

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
