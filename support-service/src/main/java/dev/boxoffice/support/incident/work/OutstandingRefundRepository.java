package dev.boxoffice.support.incident.work;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Reads from booking-service's tables how far the refunds of a cancelled event have come.
@Repository
class OutstandingRefundRepository {

    private final JdbcClient jdbc;

    OutstandingRefundRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// M5: bookings of the event that still hold tickets nobody has used, have a payment in flight, or whose
    /// money is still owed. What the bank has, or went back another way, is owed no more.
    ///
    /// Outside the caller's transaction: while booking-service's schema is away, only this fails.
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public long countOutstanding(UUID eventId) {
        return jdbc.sql("""
                        select count(*) from booking.booking b
                         where b.event_id = :event
                           and (b.status in ('PROCESSING', 'REQUIRES_ACTION')
                                or b.status in ('CONFIRMED', 'PARTIALLY_REFUNDED') and exists (
                                    select 1 from unnest(b.ordinals) o (ordinal)
                                     where not exists (select 1 from booking.returned_ticket r
                                                        where r.event_id = b.event_id and r.booking_id = b.id and r.ordinal = o.ordinal)
                                       and not exists (select 1 from booking.check_in c
                                                        where c.event_id = b.event_id and c.ordinal = o.ordinal and c.booking_id = b.id))
                                or exists (select 1 from booking.refund r
                                            where r.event_id = b.event_id and r.booking_id = b.id
                                              and (r.status in ('DUE', 'PENDING') or r.status = 'FAILED' and r.is_owed)))
                        """).param("event", eventId).query(Long.class).single();
    }
}
