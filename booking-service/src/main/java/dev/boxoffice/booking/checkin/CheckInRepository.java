package dev.boxoffice.booking.checkin;

import dev.boxoffice.booking.ticket.TicketCode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which tickets were used. One insert decides between gates; the ticket's row is share-locked, so that it cannot be
/// cancelled in the same moment.
@Repository
class CheckInRepository {

    private static final String INSERT = """
            insert into booking.check_in (event_id, ordinal, booking_id, gate, nonce, scanner, admitted_at)
            select t.event_id, t.ordinal, t.booking_id, :gate, :nonce, :scanner, :now
              from inventory.ticket t
             where t.event_id = :event and t.ordinal = :ordinal and t.booking_id = :booking and t.status = 'BOOKED'
               for share
            on conflict on constraint check_in_once do nothing
            """;

    private final JdbcClient jdbc;

    CheckInRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return false where the ticket is not valid, or was used before
    boolean insert(TicketCode code, GateScan scan, Instant now) {
        return jdbc.sql(INSERT)
                        .param("event", code.ticket().event())
                        .param("ordinal", code.ticket().ordinal())
                        .param("booking", code.booking())
                        .param("gate", scan.gate())
                        .param("nonce", scan.nonce())
                        .param("scanner", scan.scanner())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// What an earlier check-in means for this scan; empty where there was none.
    Optional<CheckInResult> find(TicketCode code, GateScan scan) {
        return jdbc.sql("""
                        select c.admitted_at, c.gate, c.nonce, t.status = 'BOOKED' and t.booking_id = c.booking_id valid
                          from booking.check_in c join inventory.ticket t using (event_id, ordinal)
                         where c.event_id = ? and c.ordinal = ? and c.booking_id = ?
                        """)
                .params(code.ticket().event(), code.ticket().ordinal(), code.booking())
                .<CheckInResult>query((row, _) -> {
                    var at = row.getObject("admitted_at", OffsetDateTime.class).toInstant();
                    if (!row.getBoolean("valid")) {
                        return new CheckInResult.NotValid();
                    }
                    return scan.nonce().equals(row.getString("nonce"))
                            ? new CheckInResult.Admitted(at)
                            : new CheckInResult.Already(at, row.getString("gate"));
                })
                .optional();
    }
}
