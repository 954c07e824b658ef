package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.booking.BookingTransitionRepository.Confirmation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Confirms several bookings of one event in one statement.
///
/// Only what is plain is confirmed: of the others [BookingTransitionRepository] decides, and bookings that somebody
/// else
/// has locked are not waited for. Tickets are locked booking by booking: where that crosses somebody who locks them by
/// ordinal, Postgres gives one up, and the group goes one by one.
@Repository
class GroupConfirmationRepository {

    private static final String CONFIRM =
            """
            with news as (
                select * from unnest(:bookings::uuid[], :intents::text[], :amounts::bigint[], :currencies::text[],
                                     :nows::timestamptz[], :traces::text[])
                         n (booking, intent, amount, currency, now, trace)
            ), free as (
                select b.id
                  from booking.booking b
                  join news n on n.booking = b.id
                 where b.event_id = :event and b.id = any(:bookings::uuid[]) and b.status = any(:sources)
                   and (b.payment_intent_id is null or b.payment_intent_id = n.intent)
                   and b.amount = n.amount and b.currency = n.currency
                   and not exists (select from booking.resale_ticket
                                    where event_id = :event and buyer_booking_id = b.id and state = 'OFFERED')
                 order by b.id
                   for update of b skip locked
            ), booking as (
                update booking.booking b
                   set status = 'CONFIRMED', payment_intent_id = coalesce(b.payment_intent_id, n.intent), failure_code = null,
                       version = b.version + 1, updated_at = n.now
                  from news n join free on free.id = n.booking
                 where b.event_id = :event and b.id = any(:bookings::uuid[]) and b.id = n.booking
                returning b.admission_id spent_admission, n.intent, n.now, n.trace,\s""" + BookingRowMapper.RETURNED_OF_B + """

            ), ticket as (
                update inventory.ticket t
                   set status = 'BOOKED', version = t.version + 1, changed_at = b.now
                  from booking b
                 where t.event_id = :event and t.ordinal = any(b.ordinals) and t.booking_id = b.id and t.status = 'RESERVED'
                returning t.booking_id, t.ordinal, t.version, t.status
            ), captured as (
                insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency, recorded_at)
                select :event, id, 'CAPTURE', intent, intent, amount, currency, now from booking
                 where intent is not null and amount > 0
            ), settled as (
                delete from booking.payment_in_flight f using booking b where f.event_id = :event and f.booking_id = b.id
            ), message as (
                insert into booking.outbox (id, type, aggregate_id, payload, occurred_at, trace_parent, event_id, ordinals,
                    ready)
                select uuidv7(), :message, id, jsonb_build_object('bookingId', id, 'eventId', :event::text, 'buyer', buyer,
                       'ordinals', ordinals, 'total', jsonb_build_object('amount', amount, 'currency', currency)), now, trace,
                       :event, ordinals, false
                  from booking
                returning id, aggregate_id, payload::text payload
            )
            select b.spent_admission, m.id message, m.payload, t.moved, t.versions, t.seats,
                   (select pg_logical_emit_message(true, 'boxoffice.trace', b.trace) where b.trace is not null) traced,\s""" + BookingRowMapper.SETTLED_COLUMNS + """
              from booking b
              join message m on m.aggregate_id = b.id
              left join (select booking_id, array_agg(ordinal order by ordinal) moved, array_agg(version order by ordinal) versions,
                                min(status) seats
                           from ticket group by booking_id) t on t.booking_id = b.id
            """;

    private final JdbcClient jdbc;

    GroupConfirmationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param news of different bookings
    /// @return how those were moved that were; nothing was changed of the others
    Map<Confirmation, Optional<BookingTransition>> confirm(UUID event, List<Confirmation> news) {
        var byBooking = news.stream().collect(Collectors.toMap(Confirmation::booking, one -> one));
        var moved = new HashMap<Confirmation, Optional<BookingTransition>>();
        jdbc.sql(CONFIRM)
                .param("event", event)
                .param("bookings", texts(news, one -> one.booking().toString()))
                .param("intents", texts(news, Confirmation::intent))
                .param("amounts", news.stream().map(one -> one.paid().amount()).toArray(Long[]::new))
                .param("currencies", texts(news, one -> one.paid().currency()))
                .param("nows", texts(news, one -> one.now().toString()))
                .param("traces", texts(news, Confirmation::trace))
                .param("sources", BookingStatus.CONFIRMED.sources())
                .param("message", Confirmation.MESSAGE)
                .query((row, number) -> {
                    var one = Objects.requireNonNull(byBooking.get(row.getObject("id", UUID.class)));
                    var transition = BookingTransition.read(row, number, Confirmation.MESSAGE, one.now(), one.trace());
                    moved.put(one, Optional.of(transition));
                    return transition;
                })
                .list();
        return moved;
    }

    private static String[] texts(List<Confirmation> news, Function<Confirmation, @Nullable String> text) {
        return news.stream().map(text).toArray(String[]::new);
    }
}
