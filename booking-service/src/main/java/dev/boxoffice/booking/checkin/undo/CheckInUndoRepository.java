package dev.boxoffice.booking.checkin.undo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Takes scans back, and remembers that they were.
@Repository
class CheckInUndoRepository {

    record Scan(UUID event, int ordinal, UUID booking) {}

    private final JdbcClient jdbc;

    CheckInUndoRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Scan> find(UUID scan) {
        return jdbc.sql("select event_id, ordinal, booking_id from booking.check_in_scan where id = ?")
                .param(scan)
                .query((row, _) -> new Scan(row.getObject(1, UUID.class), row.getInt(2), row.getObject(3, UUID.class)))
                .optional();
    }

    /// @return false where somebody else has taken it back meanwhile
    boolean undo(UUID scan, Scan found, String by, Instant now) {
        return jdbc.sql("""
                        with undone as (
                            delete from booking.check_in_scan
                             where event_id = :event and ordinal = :ordinal and booking_id = :booking and id = :scan
                            returning *
                        )
                        insert into booking.check_in_undo (event_id, ordinal, booking_id, scan_id, direction, gate, scanned_by,
                            scanned_at, undone_by, undone_at)
                        select event_id, ordinal, booking_id, id, direction, gate, scanner, scanned_at, :by, :now from undone
                        """)
                        .param("event", found.event())
                        .param("ordinal", found.ordinal())
                        .param("booking", found.booking())
                        .param("scan", scan)
                        .param("by", by)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
