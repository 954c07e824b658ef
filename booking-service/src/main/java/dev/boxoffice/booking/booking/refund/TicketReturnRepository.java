package dev.boxoffice.booking.booking.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.seats.TicketState;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.outbox.OutboxMessage;
import dev.boxoffice.platform.tracing.TracePropagation;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Takes tickets from a booking that is locked: from this statement on they open no door, and their seats are on
/// sale, or kept for the event's waitlist.
@Repository
class TicketReturnRepository {

    /// @param message its row in `booking.outbox`: for the mirror first, then for the readers of the stream
    record Freed(OutboxMessage message, List<TicketState> tickets) {}

    private static final String RETURN = """
            with returned as (
                insert into booking.returned_ticket (event_id, booking_id, ordinal, status, percent, fees, returned_at)
                select :event, :booking, o, :status, :percent, :fees, :now from unnest(:ordinals::integer[]) o
                on conflict on constraint returned_ticket_once do nothing
                returning ordinal
            ), resale as (
                update booking.resale_ticket s
                   set state = case when :reason = 'RESOLD' then 'SOLD' else 'WITHDRAWN' end, decided_at = :now
                  from returned r
                 where s.event_id = :event and s.ordinal = r.ordinal and s.booking_id = :booking and s.state in ('LISTED', 'OFFERED')
                returning s.ordinal, s.entry_id, s.buyer_booking_id
            ), ticket as (
                update inventory.ticket t
                   set status = case when k.kept_for is null then 'AVAILABLE' else 'RESERVED' end, booking_id = k.kept_for, owner = k.owner,
                       serial = t.serial + case when k.owner is null then 0 else 1 end, version = t.version + 1, changed_at = :now
                  from returned r
                  left join resale s on s.ordinal = r.ordinal
                 cross join (select :reason <> 'EVENT_CANCELLED' is_on, booking.is_waited_for(:event) is_waited_for) w
                 cross join lateral (
                    -- Whoever pays for it has it as if it had been free; who is offered it is offered it still.
                    select coalesce(s.buyer_booking_id, case when w.is_on then coalesce(s.entry_id, case when w.is_waited_for then :event end) end)
                               kept_for,
                           (select b.buyer from booking.booking b where b.event_id = :event and b.id = s.buyer_booking_id) owner) k
                 where t.event_id = :event and t.ordinal = r.ordinal and t.booking_id = :booking
                returning t.ordinal, t.version, t.status, t.owner, old.owner holder
            ), counted as (
                -- Whoever has a ticket now, it counts to their limit.
                update booking.customer_tickets c set quantity = c.quantity - h.quantity
                  from (select holder, count(*) quantity from ticket group by holder order by holder) h
                 where c.event_id = :event and c.buyer = h.holder
            )
            insert into booking.outbox (id, type, aggregate_id, payload, occurred_at, trace_parent, event_id, ordinals, ready)
            select uuidv7(), :message, :booking, jsonb_build_object('bookingId', :booking::text, 'eventId', :event::text,
                   'buyer', :buyer::text, 'ordinals', array_agg(ordinal order by ordinal), 'reason', :reason::text,
                   'total', jsonb_build_object('amount', :amount::bigint, 'currency', :currency::text)), :now, :trace,
                   :event, array_agg(ordinal order by ordinal), false
              from ticket having count(*) > 0
            returning id, payload::text payload, (select array_agg(ordinal order by ordinal) from ticket) moved,
                      (select array_agg(version order by ordinal) from ticket) versions,
                      (select array_agg(status order by ordinal) from ticket) statuses,
                      (select array_agg(owner order by ordinal) from ticket) owners
            """;

    private final JdbcClient jdbc;
    private final TracePropagation traces;

    TicketReturnRepository(JdbcClient jdbc, TracePropagation traces) {
        this.jdbc = jdbc;
        this.traces = traces;
    }

    /// @param message what it is called to the readers of the stream
    Optional<Freed> returnTickets(
            Booking booking,
            List<Integer> ordinals,
            ReturnTerms terms,
            CancelReason reason,
            String message,
            Instant now) {
        var trace = traces.current();
        var at = now.atOffset(ZoneOffset.UTC);
        return jdbc.sql(RETURN)
                .param("event", booking.event())
                .param("booking", booking.id())
                .param("buyer", booking.buyer())
                .param("ordinals", ordinals.toArray(Integer[]::new))
                .param("status", terms.status().name())
                .param("percent", terms.percent())
                .param("fees", terms.fees().name())
                .param("reason", reason.name())
                .param("amount", booking.total().amount())
                .param("currency", booking.total().currency())
                .param("message", message)
                .param("trace", trace, Types.VARCHAR)
                .param("now", at)
                .query((row, _) -> new Freed(
                        new OutboxMessage(
                                row.getObject("id", UUID.class), message, row.getString("payload"), at, trace),
                        TicketState.readChanged(row)))
                .optional();
    }

    /// All tickets are back, so the code that they were had with may be used again.
    void giveCodeBack(Booking booking, int code) {
        jdbc.sql("""
                        update booking.code_use set uses = uses - 1, version = version + 1
                         where event_id = ? and number = ? and scope in ('', ?) and uses > 0
                        """)
                .params(booking.event(), code)
                .param(UserHash.of(booking.buyer()).text())
                .update();
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
