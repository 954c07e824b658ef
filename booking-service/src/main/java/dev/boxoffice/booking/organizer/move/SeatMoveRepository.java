package dev.boxoffice.booking.organizer.move;

import dev.boxoffice.booking.commit.DeadlockRetry;
import dev.boxoffice.booking.line.BookingLineConverter;
import dev.boxoffice.booking.seats.TicketVersions;
import dev.boxoffice.platform.outbox.OutboxMessage;
import dev.boxoffice.platform.tracing.TracePropagation;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Moves a booking to other seats: one statement that takes all of them and gives all of the others back, or
/// changes nothing. It locks in the order of the claim: booking, tickets by ordinal. A code of a seat that the
/// booking had before stays dead when it comes back: its serial has grown. What went to another person is theirs,
/// and stays.
@Repository
class SeatMoveRepository {

    /// @param isCurrent false where the booking was no longer as it had been read
    /// @param refused what stands in the way; empty where it is done
    /// @param isKept whether the seats that were left are kept for the event's waitlist, and on sale to nobody else
    /// @param message its row in `booking.outbox`; null where nothing was moved
    record Written(
            boolean isCurrent,
            List<Integer> refused,
            TicketVersions tickets,
            boolean isKept,
            @Nullable OutboxMessage message) {}

    private static final String MESSAGE = "BookingSeatsMoved";

    private static final String MOVE = """
            with booking as (
                select id, amount, currency from booking.booking
                 where event_id = :event and id = :booking and status in ('CONFIRMED', 'PARTIALLY_REFUNDED')
                   and ordinals = :before::integer[]
                   for update
            ), ticket as (
                select ordinal, status, booking_id, owner, ordinal = any(:from) is_left from inventory.ticket
                 where event_id = :event and ordinal = any(:all) and exists (select from booking)
                 order by ordinal for update
            ), house as (
                select ordinal from booking.withheld_ticket
                 where event_id = :event and ordinal = any(:to) and kind = 'HOUSE' order by ordinal for update
            ), used as (
                select ordinal from booking.check_in
                 where event_id = :event and booking_id = :booking and ordinal = any(:from)
            ), offered as (
                -- Locked after its ticket, so that it is seen as it is now.
                select r.ordinal, r.state from ticket t join booking.resale_ticket r on r.event_id = :event and r.ordinal = t.ordinal
                 where t.is_left and r.state in ('LISTED', 'OFFERED') order by r.ordinal for update of r
            ), had as (
                select ordinal from booking.returned_ticket where event_id = :event and booking_id = :booking
            ), refused as (
                select t.ordinal from ticket t
                 where t.is_left and ((t.status, t.booking_id, t.owner) is distinct from ('BOOKED', :booking::uuid, :buyer)
                                      or exists (select from used u where u.ordinal = t.ordinal)
                                      or exists (select from offered o where o.ordinal = t.ordinal and o.state = 'OFFERED'))
                    or not t.is_left
                       and (t.status <> 'AVAILABLE'
                            and not (t.status = 'WITHHELD' and exists (select from house h where h.ordinal = t.ordinal))
                            or exists (select from had h where h.ordinal = t.ordinal))
            ), done as (
                select id, amount, currency, booking.is_waited_for(:event) is_kept from booking
                 where not exists (select from refused)
            ), moved as (
                update inventory.ticket t
                   set status = case when not s.is_left then 'BOOKED' when d.is_kept then 'RESERVED' else 'AVAILABLE' end,
                       booking_id = case when not s.is_left then :booking::uuid when d.is_kept then :event::uuid end,
                       owner = case when s.is_left then null else :buyer end,
                       serial = case when s.is_left then t.serial else t.serial + 1 end,
                       version = t.version + 1, changed_at = :now
                  from ticket s cross join done d
                 where t.event_id = :event and t.ordinal = s.ordinal
                returning t.ordinal, t.version
            ), unsaid as (
                delete from booking.withheld_ticket w using moved m where w.event_id = :event and w.ordinal = m.ordinal
            ), changed as (
                update booking.booking b
                   set ordinals = :after, lines = :lines::jsonb, version = b.version + 1, updated_at = :now
                  from done where b.event_id = :event and b.id = done.id
            ), noted as (
                insert into booking.seat_move (event_id, booking_id, from_ordinal, to_ordinal, moved_by, moved_at)
                select :event, done.id, m.f, m.t, :by, :now from done, unnest(:from::integer[], :to::integer[]) m (f, t)
            ), message as (
                insert into booking.outbox (id, type, aggregate_id, payload, occurred_at, trace_parent, event_id, ordinals, ready)
                select uuidv7(), :message, id, jsonb_build_object('bookingId', id, 'eventId', :event::text,
                       'buyer', :buyer::text, 'ordinals', :after::integer[], 'from', :from::integer[], 'to', :to::integer[],
                       'total', jsonb_build_object('amount', amount, 'currency', currency)), :now, :trace, :event, :all, false
                  from done
                returning id, payload::text payload
            )
            select exists (select from booking) is_current,
                   (select array_agg(ordinal order by ordinal) from refused) refused,
                   (select array_agg(ordinal order by ordinal) from moved) moved,
                   (select array_agg(version order by ordinal) from moved) versions,
                   (select is_kept from done) is_kept, (select id from message) message, (select payload from message) payload
            """;

    private final JdbcClient jdbc;
    private final TracePropagation traces;
    private final PlatformTransactionManager transactions;

    SeatMoveRepository(JdbcClient jdbc, TracePropagation traces, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.traces = traces;
        this.transactions = transactions;
    }

    Written move(SeatMove move) {
        var inTransaction = new TransactionTemplate(transactions);
        return DeadlockRetry.run(
                transactions,
                () -> inTransaction.execute(_ -> {
                    lock(move);
                    return write(move);
                }));
    }

    /// After this nobody goes in with one of these tickets in the same moment. Who has gone in before is seen, since
    /// booking and tickets are locked by statements of their own.
    private void lock(SeatMove move) {
        var event = move.booking().event();
        jdbc.sql("select 1 from booking.booking where event_id = ? and id = ? for update")
                .params(event, move.booking().id())
                .query(Integer.class)
                .list();
        jdbc.sql("select 1 from inventory.ticket where event_id = ? and ordinal = any(?) order by ordinal for update")
                .params(event, all(move))
                .query(Integer.class)
                .list();
    }

    private Written write(SeatMove move) {
        var booking = move.booking();
        var lines = move.lines();
        var trace = traces.current();
        var at = move.at().atOffset(ZoneOffset.UTC);
        return jdbc.sql(MOVE)
                .param("event", booking.event())
                .param("booking", booking.id())
                .param("buyer", booking.buyer())
                .param("before", array(booking.ordinals()))
                .param("after", array(move.ordinals()))
                .param("from", array(move.from()))
                .param("to", array(move.to()))
                .param("all", all(move))
                .param("lines", lines == null ? null : BookingLineConverter.toJson(lines), Types.VARCHAR)
                .param("by", move.by())
                .param("message", MESSAGE)
                .param("trace", trace, Types.VARCHAR)
                .param("now", at)
                .query((row, _) -> {
                    var message = row.getObject("message", UUID.class);
                    return new Written(
                            row.getBoolean("is_current"),
                            TicketVersions.list(row, "refused", Integer[].class),
                            TicketVersions.read(row),
                            row.getBoolean("is_kept"),
                            message == null
                                    ? null
                                    : new OutboxMessage(message, MESSAGE, row.getString("payload"), at, trace));
                })
                .single();
    }

    private static Integer[] all(SeatMove move) {
        return Stream.concat(move.from().stream(), move.to().stream()).sorted().toArray(Integer[]::new);
    }

    private static Integer[] array(List<Integer> ordinals) {
        return ordinals.toArray(Integer[]::new);
    }
}
