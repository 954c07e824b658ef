package dev.boxoffice.booking.booking;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.page.PageQuery;
import java.util.Collection;
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

    public List<Booking> find(Collection<UUID> ids) {
        return jdbc.sql(SELECT + "where b.id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query(ROWS)
                .list();
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
}
