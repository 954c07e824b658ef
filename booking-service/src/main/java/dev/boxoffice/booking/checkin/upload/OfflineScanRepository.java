package dev.boxoffice.booking.checkin.upload;

import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.ticket.TicketCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps scans that come late. Which of them count follows from the order in which they were made.
@Repository
class OfflineScanRepository {

    /// The scan that stands before another, in the order in which they were made.
    record Before(UUID id, String direction, String gate, Instant at) {}

    /// The ticket's row is share-locked, so that it cannot be given back in the same moment.
    private static final String KEEP = """
            with found as (
                select event_id, ordinal, booking_id from inventory.ticket
                 where event_id = :event and ordinal = :ordinal and booking_id = :booking and serial = :serial
                   and status = 'BOOKED'
                   for share
            ), listed as ( -- as at the gate
                select r.buyer_booking_id from found f join booking.resale_ticket r on r.event_id = f.event_id and r.ordinal = f.ordinal
                 where r.state in ('LISTED', 'OFFERED')
                   for share of r
            ), ticket as (
                select * from found where not exists (select from listed where buyer_booking_id is not null)
            )
            insert into booking.check_in_scan (event_id, ordinal, booking_id, scanner, gate, nonce, direction, device, id,
                scanned_at, uploaded_at)
            select event_id, ordinal, booking_id, :scanner, :gate, :nonce, :direction, :device, :id, :at, :now from ticket
            on conflict on constraint check_in_scan_once do nothing
            """;

    private static final String CONFLICTS = """
            with scan as (
                select ordinal, id, direction, gate, scanner, device, scanned_at,
                       count(*) filter (where direction = 'OUT') over (
                           partition by ordinal, booking_id order by scanned_at, id) visit, booking_id
                  from booking.check_in_scan where event_id = :event
            ), entry as (
                select *, first_value(id) over visit_order first_id, first_value(gate) over visit_order first_gate,
                       first_value(scanner) over visit_order first_scanner, first_value(device) over visit_order first_device,
                       first_value(scanned_at) over visit_order first_at
                  from scan where direction = 'IN'
                window visit_order as (partition by ordinal, booking_id, visit order by scanned_at, id)
            )
            select * from entry where id <> first_id and id > :after order by id limit :most
            """;

    private final JdbcClient jdbc;

    OfflineScanRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return false where it is known already, or its ticket is not valid
    boolean keep(TicketCode code, OfflineScan scan, UUID id, Instant at, Instant now) {
        return ofTicket(KEEP, code)
                        .param("serial", code.serial())
                        .param("scanner", scan.scanner())
                        .param("gate", scan.gate())
                        .param("nonce", scan.nonce())
                        .param("direction", scan.direction().name())
                        .param("device", scan.device())
                        .param("id", id)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// The same scan, as it was kept.
    Optional<UUID> find(TicketCode code, OfflineScan scan) {
        return ofTicket("""
                        select id from booking.check_in_scan
                         where event_id = :event and ordinal = :ordinal and booking_id = :booking and scanner = :scanner
                           and gate = :gate and nonce = :nonce and direction = :direction and device = :device
                        """, code)
                .param("scanner", scan.scanner())
                .param("gate", scan.gate())
                .param("nonce", scan.nonce())
                .param("direction", scan.direction().name())
                .param("device", scan.device())
                .query(UUID.class)
                .optional();
    }

    /// Empty where it is its ticket's first.
    Optional<Before> before(TicketCode code, UUID scan) {
        return ofTicket("""
                        select b.id, b.direction, b.gate, b.scanned_at
                          from booking.check_in_scan s join booking.check_in_scan b
                            on b.event_id = s.event_id and b.ordinal = s.ordinal and b.booking_id = s.booking_id
                           and (b.scanned_at, b.id) < (s.scanned_at, s.id)
                         where s.event_id = :event and s.ordinal = :ordinal and s.booking_id = :booking and s.id = :scan
                         order by b.scanned_at desc, b.id desc limit 1
                        """, code)
                .param("scan", scan)
                .query((row, _) -> new Before(
                        row.getObject(1, UUID.class), row.getString(2), row.getString(3), instant(row, "scanned_at")))
                .optional();
    }

    private JdbcClient.StatementSpec ofTicket(String sql, TicketCode code) {
        return jdbc.sql(sql)
                .param("event", code.ticket().event())
                .param("ordinal", code.ticket().ordinal())
                .param("booking", code.booking());
    }

    /// @param after the last refused scan of the page before
    List<ScanConflict> conflicts(UUID event, UUID after, int most) {
        return jdbc.sql(CONFLICTS)
                .param("event", event)
                .param("after", after)
                .param("most", most)
                .query((row, _) -> new ScanConflict(
                        new TicketId(event, row.getInt("ordinal")).toString(),
                        new ScanConflict.Side(
                                row.getObject("first_id", UUID.class),
                                row.getString("first_gate"),
                                row.getString("first_scanner"),
                                row.getString("first_device"),
                                instant(row, "first_at")),
                        new ScanConflict.Side(
                                row.getObject("id", UUID.class),
                                row.getString("gate"),
                                row.getString("scanner"),
                                row.getString("device"),
                                instant(row, "scanned_at"))))
                .list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
