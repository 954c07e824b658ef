package dev.boxoffice.support.lookup;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.triage.severity.CaseFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Reads booking-service's tables, with the select grants it gave the desk.
///
/// Always outside the caller's transaction: a table that is not there yet must not spoil it.
@Repository
public class BookingRecordRepository {

    /// Money counts as taken while Stripe reported a success and no refund of all of it is under way or done;
    /// of a booking that was confirmed that is known without a webhook. It counts as taken twice where two
    /// payments of one booking succeeded and none of them went back, or where the buyer paid the same for the
    /// same event again within minutes.
    private static final String RECORD = """
            select b.id, b.event_id, b.buyer, b.status, b.amount, b.currency,
                   e.name as event_name, e.status as event_status, e.owner as event_owner, e.starts_at,
                   b.status in ('CONFIRMED', 'PARTIALLY_REFUNDED') as tickets_issued,
                   (b.status in ('CONFIRMED', 'PARTIALLY_REFUNDED')
                    or b.status = 'CANCELLED' and b.payment_intent_id is not null
                    or payments.succeeded > 0)
                    and (refunds.made = 0 or b.status = 'PARTIALLY_REFUNDED') as captured,
                   (payments.succeeded - refunds.made >= 2
                    or (b.status = 'CONFIRMED' and refunds.made = 0 and exists (
                          select 1 from booking.booking twin
                           where twin.buyer = b.buyer and twin.event_id = b.event_id and twin.id <> b.id
                             and twin.status = 'CONFIRMED' and twin.amount = b.amount and twin.currency = b.currency
                             and twin.created_at between b.created_at - interval '15 minutes'
                                                     and b.created_at + interval '15 minutes'
                             and not exists (select 1 from booking.refund r
                                              where r.event_id = twin.event_id and r.booking_id = twin.id
                                                and r.status <> 'FAILED')))) as charged_twice
              from booking.booking b
              left join catalog.event e on e.id = b.event_id
             cross join lateral (select count(distinct p.stripe_id) as succeeded from booking.payment_event p
                                  where p.event_id = b.event_id and p.booking_id = b.id
                                    and p.type = 'payment_intent.succeeded') payments
             cross join lateral (select count(*) as made from booking.refund r
                                  where r.event_id = b.event_id and r.booking_id = b.id
                                    and r.status <> 'FAILED') refunds
            """;

    private final JdbcClient jdbc;

    BookingRecordRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Optional<BookingRecord> find(UUID bookingId) {
        return jdbc.sql(RECORD + " where b.id = ?")
                .param(bookingId)
                .query(BookingRecordRepository::read)
                .optional();
    }

    /// A buyer's latest bookings, newest first.
    ///
    /// @param eventId of the only event wanted; null where any is
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public List<BookingRecord> findRecent(String buyer, @Nullable UUID eventId, Instant since, int most) {
        return jdbc.sql(RECORD + """
                         where b.buyer = :buyer and b.created_at > :since
                           and (cast(:event as uuid) is null or b.event_id = :event)
                         order by b.created_at desc limit :most
                        """)
                .param("buyer", buyer)
                .param("event", eventId)
                .param("since", UtcTime.of(since))
                .param("most", most)
                .query(BookingRecordRepository::read)
                .list();
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
                        UtcTime.readNullable(row, "starts_at"),
                        row.getBoolean("charged_twice"),
                        null));
    }
}
