package dev.boxoffice.booking.checkin.standing;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Brings how a ticket stands to what its scans say, in the order in which they were made: for scans that come
/// late, and for those that are taken back.
@Repository
public class CheckInStandingRepository {

    /// Waits for the archive where it is just moving the booking, so that what follows sees where it stands.
    private static final String LOCK_BOOKING =
            "select 1 from only booking.booking where event_id = :event and id = :booking for key share";

    /// Who scans the ticket now waits for this row.
    private static final String LOCK = """
            insert into booking.check_in as c (event_id, ordinal, booking_id, gate, nonce, scanner, admitted_at, direction)
            values (:event, :ordinal, :booking, '', '', '', 'epoch', 'OUT')
            on conflict on constraint check_in_once do update set gate = c.gate
            """;

    /// Of several that let it in with nobody going out between them, the first one counts.
    private static final String RECOMPUTE = """
            with scan as (
                select direction, gate, nonce, scanner, scanned_at, id from booking.check_in_scan
                 where event_id = :event and ordinal = :ordinal and booking_id = :booking
            ), latest as (
                select direction from scan order by scanned_at desc, id desc limit 1
            ), other as (
                select max(scanned_at) at from scan where direction <> (select direction from latest)
            ), first as (
                select s.* from scan s, latest l, other o
                 where s.direction = l.direction and (o.at is null or s.scanned_at >= o.at)
                 order by s.scanned_at, s.id limit 1
            ), gone as (
                delete from booking.check_in
                 where event_id = :event and ordinal = :ordinal and booking_id = :booking and not exists (select from first)
            )
            update booking.check_in c
               set direction = f.direction, gate = f.gate, nonce = f.nonce, scanner = f.scanner, admitted_at = f.scanned_at
              from first f
             where c.event_id = :event and c.ordinal = :ordinal and c.booking_id = :booking
            """;

    private final JdbcClient jdbc;

    CheckInStandingRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(UUID event, int ordinal, UUID booking) {
        jdbc.sql(LOCK_BOOKING)
                .param("event", event)
                .param("booking", booking)
                .query(Integer.class)
                .list();
        run(LOCK, event, ordinal, booking);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void recompute(UUID event, int ordinal, UUID booking) {
        run(RECOMPUTE, event, ordinal, booking);
    }

    private void run(String sql, UUID event, int ordinal, UUID booking) {
        jdbc.sql(sql)
                .param("event", event)
                .param("ordinal", ordinal)
                .param("booking", booking)
                .update();
    }
}
