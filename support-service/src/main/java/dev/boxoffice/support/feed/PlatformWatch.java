package dev.boxoffice.support.feed;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Looks for itself at what a lost message would have told: the streams are news, the tables are the truth.
@Component
class PlatformWatch {

    private record Paid(UUID bookingId, UUID eventId, String buyer) {}

    private record Cancelled(UUID eventId, String name) {}

    private static final Duration LOOK_BACK = Duration.ofHours(6);

    private final JdbcClient jdbc;
    private final SilentFailures failures;
    private final EventNews events;
    private final TransactionTemplate transactions;
    private final Looking looking;

    /// When, and how far.
    @Component
    record Looking(Clock clock, SupportProperties properties) {}

    PlatformWatch(
            JdbcClient jdbc,
            SilentFailures failures,
            EventNews events,
            TransactionTemplate transactions,
            Looking looking) {
        this.jdbc = jdbc;
        this.failures = failures;
        this.events = events;
        this.transactions = transactions;
        this.looking = looking;
    }

    void look() {
        var now = UtcTime.now(looking.clock());
        paidWithoutTicket(now)
                .forEach(paid -> failures.paymentWithoutTicket(paid.bookingId(), paid.eventId(), paid.buyer()));
        cancelledUnheard(now)
                .forEach(event ->
                        transactions.executeWithoutResult(_ -> events.cancelled(event.eventId(), event.name(), now)));
    }

    /// Stripe reported success a while ago, and there are neither tickets nor a refund.
    private List<Paid> paidWithoutTicket(Instant now) {
        return jdbc.sql("""
                        select distinct b.id, b.event_id, b.buyer
                          from booking.payment_event p
                          join booking.booking b on b.event_id = p.event_id and b.id = p.booking_id
                         where p.type = 'payment_intent.succeeded'
                           and p.received_at between :from and :until
                           and b.status <> 'CONFIRMED'
                           and not exists (select 1 from booking.refund r
                                            where r.event_id = b.event_id and r.booking_id = b.id and r.status <> 'FAILED')
                           and not exists (select 1 from support.support_case s
                                            where s.source_key = 'PAYMENT_WITHOUT_TICKET:' || b.id)
                        """)
                .param("from", UtcTime.of(now.minus(LOOK_BACK)))
                .param("until", UtcTime.of(now.minus(looking.properties().captureWithoutTicket())))
                .query((row, _) -> new Paid(
                        row.getObject("id", UUID.class), row.getObject("event_id", UUID.class), row.getString("buyer")))
                .list();
    }

    private List<Cancelled> cancelledUnheard(Instant now) {
        return jdbc.sql("""
                        select e.id, e.name from catalog.event e
                         where e.status = 'CANCELLED' and e.cancelled_at > :from
                           and not exists (select 1 from support.incident i
                                            where i.scope_id = e.id and i.origin = 'PLATFORM')
                        """)
                .param("from", UtcTime.of(now.minus(LOOK_BACK)))
                .query((row, _) -> new Cancelled(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }
}
