package dev.boxoffice.booking.payment.webhook;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Stripe's events that have been acted on; each is inserted by the statement that acts.
@Repository
class PaymentEventRepository {

    private final JdbcClient jdbc;

    PaymentEventRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void deleteReceivedBefore(Instant time) {
        jdbc.sql("delete from booking.payment_event where received_at < ?")
                .param(time.atOffset(ZoneOffset.UTC))
                .update();
    }
}
