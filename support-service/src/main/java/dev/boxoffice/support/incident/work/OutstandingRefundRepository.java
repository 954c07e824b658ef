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

    /// Bookings of the event that still hold tickets, have a payment in flight, or whose refund Stripe has not
    /// confirmed.
    ///
    /// Outside the caller's transaction: while booking-service's schema is away, only this fails.
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public long countOutstanding(UUID eventId) {
        return jdbc.sql("""
                        select count(*) from booking.booking b
                         where b.event_id = :event
                           and (b.status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED')
                                or exists (select 1 from booking.refund r
                                            where r.event_id = b.event_id and r.booking_id = b.id
                                              and r.status <> 'SUCCEEDED'))
                        """).param("event", eventId).query(Long.class).single();
    }
}
