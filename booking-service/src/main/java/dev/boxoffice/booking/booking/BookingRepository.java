package dev.boxoffice.booking.booking;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.page.PageQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads bookings.
@Repository
public class BookingRepository {

    private static final String SELECT = "select " + BookingRowMapper.COLUMNS + BookingRowMapper.FROM;
    private static final BookingRowMapper ROWS = new BookingRowMapper();

    private final JdbcClient jdbc;

    BookingRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Booking> find(UUID id) {
        return jdbc.sql(SELECT + "where b.id = ?").param(id).query(ROWS).optional();
    }

    public Optional<Booking> find(UUID event, UUID id) {
        return jdbc.sql(SELECT + "where b.event_id = ? and b.id = ?")
                .params(event, id)
                .query(ROWS)
                .optional();
    }

    /// The buyer's own booking. Another's does not exist, as far as the buyer can tell.
    public Optional<Booking> findOwn(String id, String buyer) {
        return TimeOrderedId.parse(id)
                .flatMap(this::find)
                .filter(booking -> booking.buyer().equals(buyer));
    }

    public Optional<Booking> findByHold(UUID event, String holdKey) {
        return jdbc.sql(SELECT + "where b.event_id = ? and b.hold_key = ?")
                .params(event, holdKey)
                .query(ROWS)
                .optional();
    }

    public List<Booking> findByBuyer(String buyer, PageQuery page) {
        return jdbc.sql(SELECT + """
                         where b.buyer = ?
                        order by b.created_at desc, b.id desc limit ? offset ?
                        """)
                .params(buyer, page.size(), page.offset())
                .query(ROWS)
                .list();
    }

    public long countByBuyer(String buyer) {
        return jdbc.sql("select count(*) from booking.booking where buyer = ?")
                .param(buyer)
                .query(Long.class)
                .single();
    }

    /// Confirmed bookings of events that were cancelled.
    public List<Booking> findConfirmedOfCancelledEvents(int limit) {
        return jdbc.sql(SELECT + """
                         where b.status = 'CONFIRMED'
                           and b.event_id in (
                               select e.id from catalog.event e
                                where e.status = 'CANCELLED'
                                  and not exists (select from booking.cancelled_event c where c.event_id = e.id))
                         limit ?
                        """).param(limit).query(ROWS).list();
    }

    /// Notes which cancelled events have no booking left that could be given back, so that they are looked at no more.
    ///
    /// @param cancelledBefore long enough ago that no claim made before is still under way
    public void recordCompletedCancellations(Instant cancelledBefore, Instant now) {
        jdbc.sql("""
                        insert into booking.cancelled_event (event_id, completed_at)
                        select e.id, :now from catalog.event e
                         where e.status = 'CANCELLED' and coalesce(e.cancelled_at, e.updated_at) < :before
                           and not exists (select from booking.cancelled_event c where c.event_id = e.id)
                           and not exists (select from booking.booking b
                                            where b.event_id = e.id
                                              and b.status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED'))
                        on conflict do nothing
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("before", cancelledBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Each changes with every change of its booking.
    Map<UUID, Long> versionsOf(Set<UUID> ids) {
        var versions = new HashMap<UUID, Long>();
        jdbc.sql("select id, version from booking.booking where id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query(row -> {
                    versions.put(row.getObject(1, UUID.class), row.getLong(2));
                });
        return versions;
    }

    /// Whether a ticket of this booking has been used.
    public boolean isCheckedIn(UUID event, UUID booking) {
        return jdbc.sql("""
                        select exists (select from booking.check_in c join booking.booking b
                            on b.event_id = c.event_id and b.id = c.booking_id and c.ordinal = any(b.ordinals)
                         where b.event_id = ? and b.id = ?)
                        """).params(event, booking).query(Boolean.class).single();
    }
}
