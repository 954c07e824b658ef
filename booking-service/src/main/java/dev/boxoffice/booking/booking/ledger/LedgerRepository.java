package dev.boxoffice.booking.booking.ledger;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.time.ZoneOffset;
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
}
