package dev.boxoffice.booking.checkin;

import dev.boxoffice.booking.ticket.TicketCodes.Admission;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who has gone in. One insert decides between doors; the ticket's row is share-locked, so that it cannot be
/// cancelled in the same moment.
@Repository
class CheckIns {

    sealed interface Result {
        record Admitted(Instant at) implements Result {}

        record Already(Instant at, String gate) implements Result {}

        /// The ticket is no longer, or not yet, this booking's.
        record NotValid() implements Result {}
    }

    record Door(String gate, String nonce, String scanner) {}

    private static final String ADMIT = """
            insert into booking.check_in (event_id, ordinal, booking_id, gate, nonce, scanner, admitted_at)
            select t.event_id, t.ordinal, t.booking_id, :gate, :nonce, :scanner, :now
              from inventory.ticket t
             where t.event_id = :event and t.ordinal = :ordinal and t.booking_id = :booking and t.status = 'BOOKED'
               for share
            on conflict on constraint check_in_once do nothing
            """;

    private final JdbcClient jdbc;

    CheckIns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Result admit(Admission admission, Door door, Instant now) {
        var inserted = jdbc.sql(ADMIT)
                .param("event", admission.ticket().event())
                .param("ordinal", admission.ticket().ordinal())
                .param("booking", admission.booking())
                .param("gate", door.gate())
                .param("nonce", door.nonce())
                .param("scanner", door.scanner())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return inserted == 1 ? new Result.Admitted(now) : before(admission, door);
    }

    private Result before(Admission admission, Door door) {
        return jdbc.sql("""
                        select c.admitted_at, c.gate, c.nonce, t.status = 'BOOKED' and t.booking_id = c.booking_id valid
                          from booking.check_in c join inventory.ticket t using (event_id, ordinal)
                         where c.event_id = ? and c.ordinal = ? and c.booking_id = ?
                        """)
                .params(admission.ticket().event(), admission.ticket().ordinal(), admission.booking())
                .query((row, _) -> {
                    var at = row.getObject("admitted_at", OffsetDateTime.class).toInstant();
                    var sameScan = door.nonce().equals(row.getString("nonce"));
                    if (!row.getBoolean("valid")) {
                        return new Result.NotValid();
                    }
                    return sameScan ? new Result.Admitted(at) : new Result.Already(at, row.getString("gate"));
                })
                .optional()
                .orElseGet(Result.NotValid::new);
    }
}
