package dev.boxoffice.booking.payment.webhook;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Successes that Stripe's webhooks told of and that did not make a booking at once; the desk looks for what became of
/// them.
@Repository
class PaymentEventRepository {

    private static final String CURSOR = "refunds-and-disputes";

    private final JdbcClient jdbc;

    PaymentEventRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void deleteReceivedBefore(Instant time) {
        jdbc.sql("delete from booking.payment_event where received_at < ?")
                .param(time.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Whose turn it is to read Stripe's events, and from when on; empty while another has read them lately.
    Optional<Instant> take(Instant now, Instant readBefore) {
        jdbc.sql("insert into booking.payment_event_cursor (name, read_at) values (?, ?) on conflict do nothing")
                .params(CURSOR, utc(now))
                .update();
        return jdbc.sql("""
                        update booking.payment_event_cursor c set read_at = ?
                          from (select read_at from booking.payment_event_cursor where name = ? for update) before
                         where c.name = ? and before.read_at <= ?
                        returning before.read_at
                        """)
                .params(utc(now), CURSOR, CURSOR, utc(readBefore))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    void giveBack(Instant since) {
        jdbc.sql("update booking.payment_event_cursor set read_at = least(read_at, ?) where name = ?")
                .params(utc(since), CURSOR)
                .update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
