package dev.boxoffice.booking.booking.mail;

import dev.boxoffice.booking.booking.Booking;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds who has tickets that another has paid for, and how to reach them.
@Repository
class TicketHolderRepository {

    private final JdbcClient jdbc;

    TicketHolderRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those that can be reached: as their token last said, else at the address that the ticket was offered to and
    /// in its giver's language.
    List<TicketHolder> find(UUID event, Collection<Booking> bookings) {
        return jdbc.sql("""
                        select b.id, array_agg(t.ordinal order by t.ordinal) ordinals, coalesce(k.email, r.to_address) email,
                               k.name, case when k.email is null then g.locale else k.locale end as locale
                          from booking.booking b
                          join inventory.ticket t on t.event_id = b.event_id and t.ordinal = any(b.ordinals)
                           and t.booking_id = b.id and t.owner <> b.buyer
                          left join booking.buyer_contact k on k.subject = t.owner
                          left join booking.ticket_transfer r on r.event_id = t.event_id and r.ordinal = t.ordinal
                           and r.booking_id = t.booking_id and r.accepted_by = t.owner and r.serial = t.serial - 1
                           and r.to_address like '%@%'
                          left join booking.buyer_contact g on g.subject = r.from_subject
                         where b.event_id = :event and b.id = any(:bookings) and coalesce(k.email, r.to_address) is not null
                         group by b.id, 3, 4, 5 order by b.id, ordinals
                        """)
                .param("event", event)
                .param("bookings", bookings.stream().map(Booking::id).toArray(UUID[]::new))
                .query((row, _) -> new TicketHolder(
                        row.getObject("id", UUID.class),
                        List.of((Integer[]) row.getArray("ordinals").getArray()),
                        new BuyerContact(row.getString("email"), row.getString("name"), row.getString("locale"))))
                .list();
    }
}
