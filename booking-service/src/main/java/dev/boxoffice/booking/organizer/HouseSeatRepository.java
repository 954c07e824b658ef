package dev.boxoffice.booking.organizer;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which tickets are kept from the sale.
@Repository
class HouseSeatRepository {

    private final JdbcClient jdbc;

    HouseSeatRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Integer> withheldAmong(UUID event, List<Integer> ordinals) {
        return jdbc.sql("""
                        select ordinal from inventory.ticket
                         where event_id = ? and ordinal = any(?) and status = 'WITHHELD' order by ordinal
                        """)
                .params(event, ordinals.toArray(Integer[]::new))
                .query((row, _) -> row.getInt(1))
                .list();
    }
}
