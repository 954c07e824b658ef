package dev.boxoffice.booking.checkin;

import dev.boxoffice.booking.ticket.TicketCode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which tickets were used, and how they stand. One statement decides between gates; the ticket's row is
/// share-locked, so that it cannot be cancelled in the same moment.
@Repository
class CheckInRepository {

    /// What a ticket's last scan made of it.
    ///
    /// @param isBeingSold whether somebody pays for it at this moment
    record Standing(CheckInDirection direction, Instant at, String gate, boolean isBeingSold) {}

    /// A scan that counted.
    record Scan(UUID id, Instant at, boolean isValid) {}

    private static final String PASS = """
            with found as (
                select event_id, ordinal, booking_id from inventory.ticket
                 where event_id = :event and ordinal = :ordinal and booking_id = :booking and serial = :serial and status = 'BOOKED'
                   for share
            ), listed as ( -- locked, so that it is seen as it is now: who pays for the ticket may have begun meanwhile
                select r.buyer_booking_id from found f join booking.resale_ticket r on r.event_id = f.event_id and r.ordinal = f.ordinal
                 where r.state in ('LISTED', 'OFFERED')
                   for share of r
            ), ticket as (
                select * from found where not exists (select from listed where buyer_booking_id is not null)
            ), entered as (
                insert into booking.check_in as c (event_id, ordinal, booking_id, gate, nonce, scanner, admitted_at, direction)
                select event_id, ordinal, booking_id, :gate, :nonce, :scanner, :now, 'IN'
                  from ticket where :direction::text = 'IN'
                on conflict on constraint check_in_once do update
                   set gate = excluded.gate, nonce = excluded.nonce, scanner = excluded.scanner,
                       admitted_at = excluded.admitted_at, direction = 'IN'
                 where c.direction = 'OUT'
                returning event_id, ordinal, booking_id
            ), gone as (
                update booking.check_in c
                   set gate = :gate, nonce = :nonce, scanner = :scanner, admitted_at = :now, direction = 'OUT'
                  from ticket t
                 where :direction::text = 'OUT' and c.direction = 'IN'
                   and c.event_id = t.event_id and c.ordinal = t.ordinal and c.booking_id = t.booking_id
                returning c.event_id, c.ordinal, c.booking_id
            )
            insert into booking.check_in_scan (event_id, ordinal, booking_id, scanner, gate, nonce, direction, id, scanned_at)
            select event_id, ordinal, booking_id, :scanner, :gate, :nonce, :direction, :id, :now
              from (select * from entered union all select * from gone) passed
            on conflict on constraint check_in_scan_once do nothing
            """;

    private final JdbcClient jdbc;

    CheckInRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return false where the ticket is not valid, or stands otherwise: in already, or not in
    boolean pass(TicketCode code, GateScan scan, UUID id, Instant now) {
        return statement(PASS, code)
                        .param("direction", scan.direction().name())
                        .param("gate", scan.gate())
                        .param("nonce", scan.nonce())
                        .param("scanner", scan.scanner())
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// The same scan, if it came before: it was made here. A device without a network counts its own scans, and what it
    /// sends later is kept where it was refused as well.
    Optional<Scan> find(TicketCode code, GateScan scan) {
        return statement("""
                        select s.id, s.scanned_at, t.status = 'BOOKED' and t.booking_id = s.booking_id and t.serial = :serial valid
                          from booking.check_in_scan s join inventory.ticket t using (event_id, ordinal)
                         where s.event_id = :event and s.ordinal = :ordinal and s.booking_id = :booking
                           and s.scanner = :scanner and s.gate = :gate and s.nonce = :nonce and s.direction = :direction
                           and s.device = ''
                        """, code)
                .param("direction", scan.direction().name())
                .param("gate", scan.gate())
                .param("nonce", scan.nonce())
                .param("scanner", scan.scanner())
                .query((row, _) -> new Scan(
                        row.getObject("id", UUID.class),
                        row.getObject("scanned_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("valid")))
                .optional();
    }

    /// Empty where the ticket is not valid. A valid one that was never scanned stands outside, since ever.
    Optional<Standing> standingOf(TicketCode code) {
        return statement("""
                        select coalesce(c.direction, 'OUT') direction, coalesce(c.gate, '') gate,
                               coalesce(c.admitted_at, 'epoch') admitted_at,
                               exists (select from booking.resale_ticket r where r.event_id = t.event_id and r.ordinal = t.ordinal
                                          and r.state = 'OFFERED' and r.buyer_booking_id is not null) being_sold
                          from inventory.ticket t left join booking.check_in c
                            on c.event_id = t.event_id and c.ordinal = t.ordinal and c.booking_id = t.booking_id
                         where t.event_id = :event and t.ordinal = :ordinal and t.booking_id = :booking
                           and t.serial = :serial and t.status = 'BOOKED'
                        """, code)
                .query((row, _) -> new Standing(
                        CheckInDirection.valueOf(row.getString("direction")),
                        row.getObject("admitted_at", OffsetDateTime.class).toInstant(),
                        row.getString("gate"),
                        row.getBoolean("being_sold")))
                .optional();
    }

    private JdbcClient.StatementSpec statement(String sql, TicketCode code) {
        return jdbc.sql(sql)
                .param("event", code.ticket().event())
                .param("ordinal", code.ticket().ordinal())
                .param("booking", code.booking())
                .param("serial", code.serial());
    }
}
