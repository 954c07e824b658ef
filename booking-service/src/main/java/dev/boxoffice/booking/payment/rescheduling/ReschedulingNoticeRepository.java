package dev.boxoffice.booking.payment.rescheduling;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRowMapper;
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
        return jdbc.sql("""
                        select n.event_id, n.number, n.last_booking, r.to_starts_at, r.answer_by, r.message, r.created_at
                          from booking.rescheduling_notice n
                          join catalog.event_rescheduling r on r.event_id = n.event_id and r.number = n.number
                         where n.completed_at is null order by r.created_at limit 1 for update of n skip locked
                        """)
                .query((row, _) -> {
                    var to = row.getObject(4, OffsetDateTime.class);
                    return new ReschedulingNotice(
                            row.getObject(1, UUID.class),
                            row.getInt(2),
                            row.getObject(3, UUID.class),
                            to == null ? null : to.toInstant(),
                            Objects.requireNonNull(row.getObject(5, OffsetDateTime.class))
                                    .toInstant(),
                            row.getString(6),
                            Objects.requireNonNull(row.getObject(7, OffsetDateTime.class))
                                    .toInstant());
                })
                .optional();
    }

    List<Booking> findBookings(ReschedulingNotice notice, int most) {
        return jdbc.sql("select " + BookingRowMapper.COLUMNS + BookingRowMapper.FROM + """
                         where b.event_id = :event and b.status in ('CONFIRMED', 'PARTIALLY_REFUNDED')
                           and b.created_at < :since and b.id > coalesce(:last::uuid, '00000000-0000-0000-0000-000000000000'::uuid)
                         order by b.id limit :most
                        """)
                .param("event", notice.event())
                .param("since", notice.createdAt().atOffset(ZoneOffset.UTC))
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
                .params(now.atOffset(ZoneOffset.UTC), notice.event(), notice.number())
                .update();
    }
}
