package dev.boxoffice.booking.booking.code;

import dev.boxoffice.platform.id.UserHash;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads uses of codes. They are written by the statements that move bookings.
@Repository
class CodeUseRepository {

    private final JdbcClient jdbc;

    CodeUseRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// None where the code may be used any number of times.
    List<CodeUse> find(UUID event, int number, UserHash buyer) {
        return jdbc.sql("""
                        select number, scope, uses, version from booking.code_use
                         where event_id = ? and number = ? and scope in ('', ?)
                        """)
                .params(event, number, buyer.text())
                .query((row, _) -> new CodeUse(row.getInt(1), row.getString(2), row.getInt(3), row.getLong(4)))
                .list();
    }
}
