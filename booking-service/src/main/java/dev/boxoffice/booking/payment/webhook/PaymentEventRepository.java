package dev.boxoffice.booking.payment.webhook;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Successes that Stripe's webhooks told of and that did not make a booking at once; the desk looks for what became of
/// them.
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
