package dev.boxoffice.booking.ticket.mail;

import dev.boxoffice.booking.booking.Booking;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How often a booking's tickets were sent again.
@Repository
class MailRepetitionRepository {

    private final JdbcClient jdbc;
    private final TicketMailProperties limits;

    MailRepetitionRepository(JdbcClient jdbc, TicketMailProperties limits) {
        this.jdbc = jdbc;
        this.limits = limits;
    }

    /// The booking is locked first, so that two who ask at once see each other.
    ///
    /// @return false where the limit is reached
    boolean insert(Booking booking, String by, Instant now) {
        jdbc.sql("select 1 from booking.booking where event_id = ? and id = ? for update")
                .params(booking.event(), booking.id())
                .query(Integer.class)
                .single();
        return jdbc.sql("""
                        insert into booking.mail_repetition (event_id, booking_id, requested_by, requested_at)
                        select :event, :booking, :by, :now
                         where (select count(*) from booking.mail_repetition
                                 where event_id = :event and booking_id = :booking and requested_at > :since) < :most
                        """)
                        .param("event", booking.event())
                        .param("booking", booking.id())
                        .param("by", by)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("since", now.minus(limits.window()).atOffset(ZoneOffset.UTC))
                        .param("most", limits.repetitions())
                        .update()
                == 1;
    }
}
