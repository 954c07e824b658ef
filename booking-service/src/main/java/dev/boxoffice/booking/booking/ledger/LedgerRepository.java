package dev.boxoffice.booking.booking.ledger;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.platform.money.Money;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Adds to the ledger, in the transaction that acts. The database refuses to change what is there.
@Repository
public class LedgerRepository {

    private final JdbcClient jdbc;

    LedgerRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Once for what happened, however often it is heard of.
    ///
    /// @param reference id of the payment, refund or dispute at Stripe
    /// @param amount what leaves us is negative
    public void append(
            Booking booking, LedgerEntryKind kind, String intent, String reference, Money amount, Instant now) {
        jdbc.sql("""
                        insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency,
                            recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict on constraint ledger_entry_once do nothing
                        """)
                .params(booking.event(), booking.id(), kind.name(), intent, reference, amount.amount())
                .params(amount.currency(), now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// What has been kept for tickets of a booking that were given back, in minor units.
    public long kept(Booking booking) {
        return jdbc.sql("""
                        select coalesce(sum(amount), 0) from booking.ledger_entry
                         where event_id = ? and booking_id = ? and kind = 'KEPT'
                        """)
                .params(booking.event(), booking.id())
                .query(Long.class)
                .single();
    }

    /// A page of an event's lines, the oldest first.
    ///
    /// @param after the last line of the page before; null for the first page
    List<Ledger.Entry> find(UUID event, @Nullable UUID after, int size) {
        return jdbc.sql("""
                        select id, booking_id, kind, payment_intent_id, reference, amount, currency, recorded_at
                          from booking.ledger_entry where event_id = :event and id > coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'::uuid)
                         order by id limit :size
                        """)
                .param("event", event)
                .param("after", after, Types.OTHER)
                .param("size", size)
                .query((row, _) -> new Ledger.Entry(
                        row.getObject("id", UUID.class),
                        row.getObject("booking_id", UUID.class),
                        LedgerEntryKind.valueOf(row.getString("kind")),
                        row.getString("payment_intent_id"),
                        row.getString("reference"),
                        new Money(row.getLong("amount"), row.getString("currency")),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// What is left of each payment, in the order of their ids.
    ///
    /// @param after the last one of the page before; null for the first page
    public List<LedgerBalance> balances(@Nullable String after, int size) {
        return jdbc.sql("""
                        select event_id, booking_id, payment_intent_id, currency, sum(amount) balance from booking.ledger_entry
                         where kind not in ('KEPT', 'ELSEWHERE', 'CASH', 'CASH_REFUND') and payment_intent_id > coalesce(:after::text, '')
                         group by event_id, booking_id, payment_intent_id, currency order by payment_intent_id limit :size
                        """)
                .param("after", after, Types.VARCHAR)
                .param("size", size)
                .query((row, _) -> new LedgerBalance(
                        row.getObject("event_id", UUID.class),
                        row.getObject("booking_id", UUID.class),
                        row.getString("payment_intent_id"),
                        new Money(row.getLong("balance"), row.getString("currency"))))
                .list();
    }

    List<Ledger.Total> totals(UUID event) {
        return jdbc.sql("""
                        select currency, coalesce(sum(amount) filter (where kind = 'CAPTURE'), 0) captured,
                               -coalesce(sum(amount) filter (where kind in ('REFUND', 'REFUND_FAILED')), 0) refunded,
                               -coalesce(sum(amount) filter (where kind in ('DISPUTE', 'DISPUTE_WON')), 0) disputed,
                               coalesce(sum(amount) filter (where kind = 'KEPT'), 0) kept,
                               -coalesce(sum(amount) filter (where kind = 'ELSEWHERE'), 0) elsewhere,
                               coalesce(sum(amount) filter (where kind in ('CASH', 'CASH_REFUND')), 0) cash,
                               coalesce(sum(amount) filter (where kind not in ('KEPT', 'ELSEWHERE', 'CASH', 'CASH_REFUND')), 0) balance
                          from booking.ledger_entry where event_id = ? group by currency order by currency
                        """)
                .param(event)
                .query((row, _) -> {
                    var currency = row.getString("currency");
                    return new Ledger.Total(
                            new Money(row.getLong("captured"), currency),
                            new Money(row.getLong("refunded"), currency),
                            new Money(row.getLong("disputed"), currency),
                            new Money(row.getLong("kept"), currency),
                            new Money(row.getLong("elsewhere"), currency),
                            new Money(row.getLong("cash"), currency),
                            new Money(row.getLong("balance"), currency));
                })
                .list();
    }
}
