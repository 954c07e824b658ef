package dev.boxoffice.booking.booking.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.seats.TicketVersions;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Takes tickets from a booking that is locked: from this statement on they open no door, and their seats are on sale.
@Repository
class TicketReturnRepository {

    /// @param outboxRow in `booking.mirror_outbox`
    record Freed(UUID outboxRow, TicketVersions tickets) {}

    private static final String RETURN = """
            with returned as (
                insert into booking.returned_ticket (event_id, booking_id, ordinal, status, percent, fees, returned_at)
                select :event, :booking, o, :status, :percent, :fees, :now from unnest(:ordinals::integer[]) o
                on conflict on constraint returned_ticket_once do nothing
                returning ordinal
            ), ticket as (
                update inventory.ticket t
                   set status = 'AVAILABLE', booking_id = null, owner = null, version = t.version + 1, changed_at = :now
                  from returned r
                 where t.event_id = :event and t.ordinal = r.ordinal and t.booking_id = :booking
                returning t.ordinal, t.version
            ), counted as (
                update booking.customer_tickets set quantity = quantity - (select count(*) from ticket)
                 where event_id = :event and buyer = :buyer
            ), mirrored as (
                insert into booking.mirror_outbox (event_id, booking_id, ordinals, changed_at)
                select :event, :booking, array_agg(ordinal order by ordinal), :now from ticket having count(*) > 0
                returning id
            )
            select m.id mirrored, (select array_agg(ordinal order by ordinal) from ticket) ordinals,
                   (select array_agg(version order by ordinal) from ticket) versions
              from mirrored m
            """;

    private final JdbcClient jdbc;

    TicketReturnRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Freed> returnTickets(
            Booking booking, List<Integer> ordinals, ReturnTerms terms, Instant now) {
        return jdbc.sql(RETURN)
                .param("event", booking.event())
                .param("booking", booking.id())
                .param("buyer", booking.buyer())
                .param("ordinals", ordinals.toArray(Integer[]::new))
                .param("status", terms.status().name())
                .param("percent", terms.percent())
                .param("fees", terms.fees().name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Freed(row.getObject("mirrored", UUID.class), TicketVersions.read(row)))
                .optional();
    }

    /// Says where the booking stands now; its version grows also where its status stays, since its money has changed.
    void moveTo(Booking booking, BookingStatus status, @Nullable CancelReason reason, Instant now) {
        jdbc.sql("""
                        update booking.booking
                           set status = :status, cancel_reason = coalesce(:reason, cancel_reason), version = version + 1, updated_at = :now
                         where event_id = :event and id = :booking
                        """)
                .param("status", status.name())
                .param("reason", reason == null ? null : reason.name(), Types.VARCHAR)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("event", booking.event())
                .param("booking", booking.id())
                .update();
    }
}
