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

    /// Tickets are worth something while the booking stands and its event takes place. Money counts as taken
    /// where it was captured and the booking stands, or where it is still owed: a refund that is the platform's
    /// doing is not through yet, one has failed, or none was begun of a booking that its buyer did not give back.
    /// It counts as taken twice where two payments of one booking succeeded and none of them went back, or where
    /// the buyer paid the same for the same event again within minutes.
    private static final String RECORD = """
            select b.id, b.event_id, b.buyer, b.status, b.amount, b.currency,
                   e.name as event_name, e.status as event_status, e.owner as event_owner, e.starts_at,
                   standing.yes and e.status is distinct from 'CANCELLED' as tickets_issued,
                   (refunds.without_ticket > 0
                    or b.amount > 0 and (standing.yes or payments.succeeded > 0
                        or exists (select 1 from booking.ledger_entry l
                                    where l.event_id = b.event_id and l.payment_intent_id = b.payment_intent_id
                                      and l.kind = 'CAPTURE')))
                    and (standing.yes or refunds.owed > 0
                         or refunds.made = 0 and (b.cancel_reason is null
                             or b.cancel_reason in ('EVENT_CANCELLED', 'ORGANIZER'))) as captured,
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
             cross join lateral (select b.status in ('CONFIRMED', 'PARTIALLY_REFUNDED') as yes) standing
             cross join lateral (select count(distinct p.stripe_id) as succeeded from booking.payment_event p
                                  where p.event_id = b.event_id and p.booking_id = b.id
                                    and p.type = 'payment_intent.succeeded') payments
             cross join lateral (select count(*) filter (where r.status <> 'FAILED') as made,
                                        count(*) filter (where r.reason = 'NO_TICKET') as without_ticket,
                                        count(*) filter (where r.status = 'FAILED' and r.is_owed
                                            or r.status in ('DUE', 'PENDING')
                                               and r.reason in ('NO_TICKET', 'EVENT_CANCELLED')) as owed
                                   from booking.refund r
                                  where r.event_id = b.event_id and r.booking_id = b.id) refunds
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
