package dev.boxoffice.support.lookup;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.triage.severity.CaseFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Reads booking-service's tables, with the select grants it gave the desk.
///
/// Always outside the caller's transaction: a table that is not there yet must not spoil it.
@Repository
public class BookingRecordRepository {

    private final JdbcClient jdbc;

    BookingRecordRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Money counts as taken while Stripe reported a success and no refund is under way or done. Of a booking that was
    /// confirmed that is known without a webhook.
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Optional<BookingRecord> find(UUID bookingId) {
        return jdbc.sql("""
                        select b.id, b.event_id, b.buyer, b.status, b.amount, b.currency,
                               e.name as event_name, e.status as event_status, e.owner as event_owner, e.starts_at,
                               b.status in ('CONFIRMED', 'PARTIALLY_REFUNDED') as tickets_issued,
                               (b.status in ('CONFIRMED', 'PARTIALLY_REFUNDED') or b.status = 'CANCELLED' and b.payment_intent_id is not null
                                or exists (
                                    select 1 from booking.payment_event p
                                     where p.event_id = b.event_id and p.booking_id = b.id
                                       and p.type = 'payment_intent.succeeded'))
                               and not exists (
                                    select 1 from booking.refund r
                                     where r.event_id = b.event_id and r.booking_id = b.id and r.status <> 'FAILED')
                               as captured
                          from booking.booking b left join catalog.event e on e.id = b.event_id
                         where b.id = ?
                        """)
                .param(bookingId)
                .query(BookingRecordRepository::read)
                .optional();
    }

    private static BookingRecord read(ResultSet row, int number) throws SQLException {
        return new BookingRecord(
                row.getObject("id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getString("buyer"),
                row.getString("event_owner"),
                new CaseFacts(
                        row.getString("status"),
                        row.getBoolean("captured"),
                        row.getBoolean("tickets_issued"),
                        row.getLong("amount"),
                        row.getString("currency"),
                        row.getString("event_name"),
                        row.getString("event_status"),
                        UtcTime.readNullable(row, "starts_at")));
    }
}
