package dev.boxoffice.booking.organizer.sale;

import dev.boxoffice.booking.access.BoxOfficeBuyer;
import dev.boxoffice.booking.booking.ledger.CashPayment;
import dev.boxoffice.booking.commit.DeadlockRetry;
import dev.boxoffice.booking.line.BookingLineConverter;
import dev.boxoffice.booking.seats.TicketVersions;
import dev.boxoffice.platform.outbox.OutboxMessage;
import dev.boxoffice.platform.tracing.TracePropagation;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;

/// Sells seats without Stripe: one statement that takes all of them, with the booking and its money, or changes
/// nothing. It locks in the order of the claim.
@Repository
class BoxOfficeSaleRepository {

    /// @param refused what stands in the way; empty where it is sold, and where the event is not on sale any more
    /// @param message its row in `booking.outbox`; null where nothing was sold
    record Written(
            List<Integer> refused,
            TicketVersions sold,
            @Nullable OutboxMessage message) {}

    /// What the house keeps may be sold here. Why a seat is kept is locked too: it may just be changing.
    private static final String TAKE_SEATS = """
            with ticket as (
                select ordinal, status from inventory.ticket
                 where event_id = :event and ordinal = any(:ordinals)
                   and exists (select from catalog.event where id = :event and status = 'PUBLISHED' and starts_at is not null)
                 order by ordinal for update
            ), house as (
                select ordinal from booking.withheld_ticket
                 where event_id = :event and ordinal = any(:ordinals) and kind = 'HOUSE' order by ordinal for update
            ), refused as (
                select t.ordinal from ticket t
                 where t.status <> 'AVAILABLE'
                   and not (t.status = 'WITHHELD' and exists (select from house h where h.ordinal = t.ordinal))
            ), sold as (
                update inventory.ticket t
                   set status = 'BOOKED', booking_id = :booking, owner = :buyer, version = t.version + 1, changed_at = :now
                  from ticket s
                 where t.event_id = :event and t.ordinal = s.ordinal and not exists (select from refused)
                returning t.ordinal, t.version
            ), unsaid as (
                delete from booking.withheld_ticket w using sold s where w.event_id = :event and w.ordinal = s.ordinal
            )
            """;

    private static final String WRITE = """
            , counted as (
                insert into booking.customer_tickets (event_id, buyer, quantity)
                select :event, :buyer, :quantity where exists (select from sold)
            ), booked as (
                insert into booking.booking (event_id, id, buyer, hold_key, ordinals, amounts, quantity, amount, currency, lines,
                    pricing_version, status, payment_intent_id, created_at, updated_at)
                select :event, :booking, :buyer, :hold, :ordinals, :amounts, :quantity, :amount, :currency, :lines::jsonb,
                       :pricing, 'CONFIRMED', :intent, :now, :now
                 where exists (select from sold)
                returning id, amount, currency
            ), sale as (
                insert into booking.box_office_sale (event_id, booking_id, payment, sold_by, sold_at)
                select :event, id, :payment, :by, :now from booked
            ), contact as (
                insert into booking.booking_contact (event_id, booking_id, email, name, locale)
                select :event, id, :email, :name, :locale from booked where :email::text is not null
            ), paid as (
                insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency,
                    recorded_at)
                select :event, id, 'CASH', :intent, :intent, amount, currency, :now from booked where :intent::text is not null
            ), message as (
                insert into booking.outbox (id, type, aggregate_id, payload, occurred_at, trace_parent, event_id, ordinals, ready)
                select uuidv7(), 'BookingConfirmed', id, jsonb_build_object('bookingId', id, 'eventId', :event::text,
                       'buyer', :buyer::text, 'ordinals', :ordinals::integer[],
                       'total', jsonb_build_object('amount', amount, 'currency', currency)), :now, :trace,
                       :event, :ordinals, false
                  from booked
                returning id, payload::text payload
            )
            select (select array_agg(ordinal order by ordinal) from refused) refused,
                   (select array_agg(ordinal order by ordinal) from sold) moved,
                   (select array_agg(version order by ordinal) from sold) versions,
                   (select id from message) message, (select payload from message) payload
            """;

    private final JdbcClient jdbc;
    private final TracePropagation traces;
    private final PlatformTransactionManager transactions;

    BoxOfficeSaleRepository(JdbcClient jdbc, TracePropagation traces, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.traces = traces;
        this.transactions = transactions;
    }

    /// @param holdKey names the sale as a hold would: the same one is written once
    Written sell(BoxOfficeSale sale, String holdKey) {
        var price = sale.price();
        var contact = sale.contact();
        var isPaid = sale.payment() == BoxOfficePayment.CASH && price.total().amount() > 0;
        var trace = traces.current();
        var at = sale.at().atOffset(ZoneOffset.UTC);
        return DeadlockRetry.run(
                transactions,
                () -> jdbc.sql(TAKE_SEATS + WRITE)
                        .param("event", sale.event())
                        .param("booking", sale.booking())
                        .param("ordinals", sale.ordinals().toArray(Integer[]::new))
                        .param("quantity", sale.ordinals().size())
                        .param("buyer", BoxOfficeBuyer.of(sale.booking()))
                        .param("hold", holdKey)
                        .param("amounts", price.amounts().toArray(Long[]::new))
                        .param("amount", price.total().amount())
                        .param("currency", price.total().currency())
                        .param(
                                "lines",
                                price.itemised() == null ? null : BookingLineConverter.toJson(price.itemised()),
                                Types.VARCHAR)
                        .param("pricing", price.version())
                        .param("intent", isPaid ? CashPayment.idOf(sale.booking()) : null, Types.VARCHAR)
                        .param("payment", sale.payment().name())
                        .param("by", sale.soldBy())
                        .param("email", contact == null ? null : contact.email(), Types.VARCHAR)
                        .param("name", contact == null ? null : contact.name(), Types.VARCHAR)
                        .param("locale", contact == null ? null : contact.locale(), Types.VARCHAR)
                        .param("trace", trace, Types.VARCHAR)
                        .param("now", at)
                        .query((row, _) -> {
                            var message = row.getObject("message", UUID.class);
                            return new Written(
                                    TicketVersions.list(row, "refused", Integer[].class),
                                    TicketVersions.read(row),
                                    message == null
                                            ? null
                                            : new OutboxMessage(
                                                    message, "BookingConfirmed", row.getString("payload"), at, trace));
                        })
                        .single());
    }
}
