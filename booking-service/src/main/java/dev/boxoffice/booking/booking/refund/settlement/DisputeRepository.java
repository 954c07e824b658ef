package dev.boxoffice.booking.booking.refund.settlement;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.refund.BookingDispute;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Remembers disputes as Stripe has them.
@Repository
class DisputeRepository {

    private final JdbcClient jdbc;

    DisputeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is over stays over, and what was more than a question stays so, in whatever order it is told.
    ///
    /// @return whether that is news
    boolean save(Booking booking, BookingDispute dispute, Instant now) {
        return jdbc.sql("""
                        insert into booking.dispute as d (event_id, stripe_id, booking_id, payment_intent_id, amount, currency, reason,
                            status, opened_at, updated_at)
                        values (:event, :id, :booking, :intent, :amount, :currency, :reason, :status, :opened, :now)
                        on conflict (event_id, stripe_id) do update set status = excluded.status, updated_at = excluded.updated_at
                         where d.status <> excluded.status and d.status not in ('won', 'lost', 'warning_closed', 'prevented')
                           and (d.status like 'warning%' or excluded.status not like 'warning%')
                        """)
                        .param("event", booking.event())
                        .param("id", dispute.stripeId())
                        .param("booking", booking.id())
                        .param("intent", dispute.intent())
                        .param("amount", dispute.amount().amount())
                        .param("currency", dispute.amount().currency())
                        .param("reason", dispute.reason())
                        .param("status", dispute.status())
                        .param("opened", dispute.openedAt().atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }
}
