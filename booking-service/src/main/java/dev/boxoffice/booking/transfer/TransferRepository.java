package dev.boxoffice.booking.transfer;

import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.seats.TicketVersions;
import dev.boxoffice.platform.outbox.OutboxMessage;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.tracing.TracePropagation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Offers of tickets, and the tickets that change hands by them. Locks are taken in the order of everywhere: booking,
/// ticket, customers' counts.
@Repository
class TransferRepository {

    /// @param message its row in `booking.outbox`: for the mirror first, then for the readers of the stream
    record HandedOver(OutboxMessage message, TicketVersions tickets) {}

    /// What is past its time, or whose ticket has gone another way, has lapsed, whoever has noticed it.
    private static final String SELECT = """
            select r.event_id, r.id, r.booking_id, r.ordinal, r.serial, r.from_subject, r.to_address, r.accepted_by,
                   r.created_at, r.expires_at,
                   case when r.status = 'OFFERED' and (r.expires_at <= :now or not exists (
                            select from inventory.ticket t
                             where t.event_id = r.event_id and t.ordinal = r.ordinal and t.booking_id = r.booking_id
                               and t.serial = r.serial and t.status = 'BOOKED')) then 'LAPSED' else r.status end status
              from booking.ticket_transfer r
            """;

    private static final String OF_CALLER = """
             where r.from_subject = :me or r.accepted_by = :me
                or (r.status = 'OFFERED' and lower(r.to_address) in (lower(:me), lower(:email)))
            """;

    private static final String HAND_OVER = """
            with accepted as (
                update booking.ticket_transfer set status = 'ACCEPTED', accepted_by = :receiver, decided_at = :now
                 where event_id = :event and id = :id and status = 'OFFERED' and expires_at > :now
                returning booking_id, ordinal, serial, from_subject
            ), ticket as (
                update inventory.ticket t
                   set owner = :receiver, serial = t.serial + 1, version = t.version + 1, changed_at = :now
                  from accepted a
                 where t.event_id = :event and t.ordinal = a.ordinal and t.booking_id = a.booking_id and t.status = 'BOOKED'
                   and t.owner = a.from_subject and t.serial = a.serial
                returning t.ordinal, t.version, t.booking_id
            )
            insert into booking.outbox (id, type, aggregate_id, payload, occurred_at, trace_parent, event_id, ordinals, ready)
            select uuidv7(), 'TicketTransferred', booking_id, jsonb_build_object('bookingId', booking_id, 'eventId', :event::text,
                   'transferId', :id::text, 'ordinals', array[ordinal], 'from', :giver::text, 'to', :receiver::text),
                   :now, :trace, :event, array[ordinal], false
              from ticket
            returning id, payload::text payload, ordinals moved, array(select version from ticket) versions
            """;

    private final JdbcClient jdbc;
    private final TracePropagation traces;

    TransferRepository(JdbcClient jdbc, TracePropagation traces) {
        this.jdbc = jdbc;
        this.traces = traces;
    }

    /// The booking of a paid ticket that is this person's.
    Optional<UUID> bookingOf(TicketId ticket, String owner) {
        return jdbc.sql("""
                        select booking_id from inventory.ticket
                         where event_id = ? and ordinal = ? and status = 'BOOKED' and owner = ?
                        """)
                .params(ticket.event(), ticket.ordinal(), owner)
                .query(UUID.class)
                .optional();
    }

    /// After this nobody goes in with it in the same moment. Who has gone in before is seen, since the ticket is
    /// locked by a statement of its own.
    Optional<TicketStanding> lockTicket(TicketId ticket, UUID booking) {
        jdbc.sql("select 1 from inventory.ticket where event_id = ? and ordinal = ? for update")
                .params(ticket.event(), ticket.ordinal())
                .query(Integer.class)
                .list();
        return jdbc.sql("""
                        select t.booking_id, t.owner, t.serial, exists (select from booking.check_in c
                               where c.event_id = t.event_id and c.ordinal = t.ordinal and c.booking_id = t.booking_id) used,
                               exists (select from booking.resale_ticket r where r.event_id = t.event_id and r.ordinal = t.ordinal
                                          and r.booking_id = t.booking_id and r.serial = t.serial and r.state = 'OFFERED') on_offer
                          from inventory.ticket t
                         where t.event_id = ? and t.ordinal = ? and t.booking_id = ? and t.status = 'BOOKED'
                        """)
                .params(ticket.event(), ticket.ordinal(), booking)
                .query((row, _) -> new TicketStanding(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getInt(3),
                        row.getBoolean(4),
                        row.getBoolean(5)))
                .optional();
    }

    /// When so many offers ago was, counted from the newest; empty where there were fewer since.
    Optional<Instant> findOffer(int number, TicketId ticket, Instant since) {
        return jdbc.sql("""
                        select created_at from booking.ticket_transfer
                         where event_id = ? and ordinal = ? and created_at > ?
                         order by created_at desc offset ? limit 1
                        """)
                .params(ticket.event(), ticket.ordinal(), utc(since), number - 1)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /// @return false where the ticket is offered already
    boolean insert(Transfer transfer) {
        jdbc.sql("""
                        update booking.ticket_transfer set status = 'LAPSED', decided_at = :now
                         where event_id = :event and ordinal = :ordinal and status = 'OFFERED'
                           and (expires_at <= :now or serial <> :serial or booking_id <> :booking)
                        """)
                .param("now", utc(transfer.createdAt()))
                .param("event", transfer.ticket().event())
                .param("ordinal", transfer.ticket().ordinal())
                .param("serial", transfer.serial())
                .param("booking", transfer.booking())
                .update();
        return jdbc.sql("""
                        insert into booking.ticket_transfer
                            (event_id, id, booking_id, ordinal, serial, from_subject, to_address, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                        .params(
                                transfer.ticket().event(),
                                transfer.id(),
                                transfer.booking(),
                                transfer.ticket().ordinal(),
                                transfer.serial(),
                                transfer.from(),
                                transfer.to(),
                                utc(transfer.createdAt()),
                                utc(transfer.expiresAt()))
                        .update()
                == 1;
    }

    Optional<Transfer> find(UUID id, Instant now) {
        return jdbc.sql(SELECT + "where r.id = :id")
                .param("id", id)
                .param("now", utc(now))
                .query((row, _) -> read(row))
                .optional();
    }

    /// What somebody has offered, has been offered, or has accepted; the latest first.
    List<Transfer> findOf(Caller caller, PageQuery page, Instant now) {
        return jdbc.sql(SELECT + OF_CALLER + " order by r.created_at desc, r.id limit :size offset :offset")
                .param("me", caller.subject())
                .param("email", caller.emailVerified() ? caller.email() : null, Types.VARCHAR)
                .param("now", utc(now))
                .param("size", page.size())
                .param("offset", page.offset())
                .query((row, _) -> read(row))
                .list();
    }

    long countOf(Caller caller) {
        return jdbc.sql("select count(*) from booking.ticket_transfer r " + OF_CALLER)
                .param("me", caller.subject())
                .param("email", caller.emailVerified() ? caller.email() : null, Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    /// Counts the ticket to its receiver, and no longer to its giver.
    ///
    /// @return false where the receiver has as many as one may have; then nothing was changed
    boolean count(Transfer transfer, String receiver, int most) {
        jdbc.sql(
                        "select 1 from booking.customer_tickets where event_id = ? and buyer in (?, ?) order by buyer for update")
                .params(transfer.ticket().event(), transfer.from(), receiver)
                .query(Integer.class)
                .list();
        var counted =
                jdbc.sql("""
                        insert into booking.customer_tickets as c (event_id, buyer, quantity) values (?, ?, 1)
                        on conflict (event_id, buyer) do update set quantity = c.quantity + 1 where c.quantity < ?
                        """).params(transfer.ticket().event(), receiver, most).update();
        return counted == 1
                && jdbc.sql(
                                        "update booking.customer_tickets set quantity = quantity - 1 where event_id = ? and buyer = ?")
                                .params(transfer.ticket().event(), transfer.from())
                                .update()
                        == 1;
    }

    /// From this statement on the old code opens no door.
    Optional<HandedOver> handOver(Transfer transfer, String receiver, Instant now) {
        var trace = traces.current();
        return jdbc.sql(HAND_OVER)
                .param("event", transfer.ticket().event())
                .param("id", transfer.id())
                .param("giver", transfer.from())
                .param("receiver", receiver)
                .param("now", utc(now))
                .param("trace", trace, Types.VARCHAR)
                .query((row, _) -> new HandedOver(
                        new OutboxMessage(
                                row.getObject("id", UUID.class),
                                "TicketTransferred",
                                row.getString("payload"),
                                utc(now),
                                trace),
                        TicketVersions.read(row)))
                .optional();
    }

    /// @return false where it is not offered any more
    boolean end(Transfer transfer, TransferStatus status, Instant now) {
        return jdbc.sql("""
                        update booking.ticket_transfer set status = ?, decided_at = ?
                         where event_id = ? and id = ? and status = 'OFFERED'
                        """)
                        .params(status.name(), utc(now), transfer.ticket().event(), transfer.id())
                        .update()
                == 1;
    }

    private static Transfer read(ResultSet row) throws SQLException {
        return new Transfer(
                row.getObject("id", UUID.class),
                new TicketId(row.getObject("event_id", UUID.class), row.getInt("ordinal")),
                row.getObject("booking_id", UUID.class),
                row.getInt("serial"),
                row.getString("from_subject"),
                row.getString("to_address"),
                TransferStatus.valueOf(row.getString("status")),
                row.getString("accepted_by"),
                instant(row, "created_at"),
                instant(row, "expires_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
