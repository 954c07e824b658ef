package dev.boxoffice.booking.payment.rescheduling;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How far the buyers of moved events have been told.
@Repository
class ReschedulingNoticeRepository {

    private static final String SELECT = """
            select n.event_id, n.number, n.last_booking, r.to_starts_at, r.answer_by, r.message, r.created_at
              from booking.rescheduling_notice n
              join catalog.event_rescheduling r on r.event_id = n.event_id and r.number = n.number
            """;

    private static final String IS_PAID = "b.status in ('CONFIRMED', 'PARTIALLY_REFUNDED')";

    private final JdbcClient jdbc;

    ReschedulingNoticeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void findNew() {
        jdbc.sql("""
                        insert into booking.rescheduling_notice (event_id, number)
                        select r.event_id, r.number from catalog.event_rescheduling r
                         where not exists (select from booking.rescheduling_notice n
                                            where n.event_id = r.event_id and n.number = r.number)
                        on conflict do nothing
                        """).update();
    }

    /// Locked until the transaction ends, so that nobody is told twice.
    Optional<ReschedulingNotice> lockNext() {
        return jdbc.sql(SELECT
                        + " where n.completed_at is null order by r.created_at limit 1 for update of n skip locked")
                .query((row, _) -> read(row))
                .optional();
    }

    private static ReschedulingNotice read(ResultSet row) throws SQLException {
        var to = row.getObject(4, OffsetDateTime.class);
        return new ReschedulingNotice(
                row.getObject(1, UUID.class),
                row.getInt(2),
                row.getObject(3, UUID.class),
                to == null ? null : to.toInstant(),
                Objects.requireNonNull(row.getObject(5, OffsetDateTime.class)).toInstant(),
                row.getString(6),
                Objects.requireNonNull(row.getObject(7, OffsetDateTime.class)).toInstant());
    }

    /// Whoever has not paid as yet is told once they have. To be called before [#findBookings], which leaves these out:
    /// so it does not matter when in between somebody pays.
    ///
    /// @param failedSince whoever's card was declined before has no hold any more to pay for
    void deferUnpaid(ReschedulingNotice notice, Instant failedSince) {
        jdbc.sql("""
                        insert into booking.rescheduling_notice_deferral (event_id, number, booking_id)
                        select event_id, :number, id from booking.booking
                         where event_id = :event and created_at < :since and (status in ('PROCESSING', 'REQUIRES_ACTION')
                            or status = 'PAYMENT_FAILED' and updated_at > :failedSince)
                        on conflict do nothing
                        """)
                .param("event", notice.event())
                .param("number", notice.number())
                .param("since", utc(notice.createdAt()))
                .param("failedSince", utc(failedSince))
                .update();
    }

    List<Booking> findBookings(ReschedulingNotice notice, int most) {
        return jdbc.sql("select " + BookingRowMapper.COLUMNS + BookingRowMapper.FROM + """
                         where b.event_id = :event and\s""" + IS_PAID + """
                           and b.created_at < :since and not exists (
                               select from booking.rescheduling_notice_deferral d
                                where d.event_id = :event and d.number = :number and d.booking_id = b.id)
                           and b.id > coalesce(:last::uuid, '00000000-0000-0000-0000-000000000000'::uuid)
                         order by b.id limit :most
                        """)
                .param("event", notice.event())
                .param("number", notice.number())
                .param("since", utc(notice.createdAt()))
                .param("last", notice.last(), Types.OTHER)
                .param("most", most)
                .query(new BookingRowMapper())
                .list();
    }

    void told(ReschedulingNotice notice, UUID last) {
        jdbc.sql("update booking.rescheduling_notice set last_booking = ? where event_id = ? and number = ?")
                .params(last, notice.event(), notice.number())
                .update();
    }

    void complete(ReschedulingNotice notice, Instant now) {
        jdbc.sql("update booking.rescheduling_notice set completed_at = ? where event_id = ? and number = ?")
                .params(utc(now), notice.event(), notice.number())
                .update();
    }

    /// Of those who can answer no more, or will have nothing to answer for.
    ///
    /// @param failedSince as in [#deferUnpaid]
    void dropDeferrals(Instant now, Instant failedSince) {
        jdbc.sql("""
                        delete from booking.rescheduling_notice_deferral d using catalog.event_rescheduling r
                         where r.event_id = d.event_id and r.number = d.number
                           and (r.answer_by <= :now or exists (select from booking.booking b
                                    where b.event_id = d.event_id and b.id = d.booking_id
                                      and (b.status in ('CANCELLED', 'REFUNDED')
                                        or b.status = 'PAYMENT_FAILED' and b.updated_at <= :failedSince)))
                        """)
                .param("now", utc(now))
                .param("failedSince", utc(failedSince))
                .update();
    }

    /// A notice that somebody was left out of who has paid since. Locked as by [#lockNext].
    Optional<ReschedulingNotice> lockDeferred() {
        return jdbc.sql(SELECT + """
                         where exists (select from booking.rescheduling_notice_deferral d
                                         join booking.booking b on b.event_id = d.event_id and b.id = d.booking_id
                                        where d.event_id = n.event_id and d.number = n.number and\s""" + IS_PAID + """
                         ) order by r.created_at limit 1 for update of n skip locked
                        """)
                .query((row, _) -> read(row))
                .optional();
    }

    List<Booking> findDeferred(ReschedulingNotice notice, int most) {
        return jdbc.sql("select " + BookingRowMapper.COLUMNS + BookingRowMapper.FROM + """
                          join booking.rescheduling_notice_deferral d on d.event_id = b.event_id and d.booking_id = b.id
                         where d.event_id = :event and d.number = :number and\s""" + IS_PAID
                        + " order by b.id limit :most")
                .param("event", notice.event())
                .param("number", notice.number())
                .param("most", most)
                .query(new BookingRowMapper())
                .list();
    }

    void toldDeferred(ReschedulingNotice notice, List<Booking> bookings) {
        jdbc.sql("""
                        delete from booking.rescheduling_notice_deferral
                         where event_id = ? and number = ? and booking_id = any(?)
                        """)
                .params(notice.event(), notice.number())
                .param(bookings.stream().map(Booking::id).toArray(UUID[]::new))
                .update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
