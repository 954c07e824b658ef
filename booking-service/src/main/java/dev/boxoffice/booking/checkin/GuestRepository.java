package dev.boxoffice.booking.checkin;

import dev.boxoffice.booking.ticket.TicketCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads what the people at the door like to know of a guest.
@Repository
class GuestRepository {

    private final JdbcClient jdbc;

    GuestRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A ticket that went to another person tells of them, not of who paid.
    Guest find(TicketCode code) {
        return jdbc.sql("""
                        select coalesce((select l ->> 'priceType' from jsonb_array_elements(b.lines) l
                                          where l ->> 'kind' = 'TICKET' and (l ->> 'ordinal')::integer = t.ordinal limit 1),
                                        'Standard') price_type,
                               case when g.booking_id is null or t.owner <> b.buyer then c.name else g.name end holder
                          from inventory.ticket t
                          join booking.booking b on b.event_id = t.event_id and b.id = :booking
                          left join booking.booking_contact g on g.event_id = b.event_id and g.booking_id = b.id
                          left join booking.buyer_contact c on c.subject = t.owner
                         where t.event_id = :event and t.ordinal = :ordinal
                        """)
                .param("event", code.ticket().event())
                .param("ordinal", code.ticket().ordinal())
                .param("booking", code.booking())
                .query((row, _) -> new Guest(row.getString(1), row.getString(2)))
                .single();
    }
}
