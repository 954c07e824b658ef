package dev.boxoffice.booking.journey.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.journey.payment.PaymentJourney;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestResponse;
import java.time.Duration;
import org.springframework.test.context.TestPropertySource;

/// What goes back, by our doing and by others', and that it all agrees in the end.
@TestPropertySource(properties = {"boxoffice.payment.refund-retry=200ms", "boxoffice.payment.missed-poll=1s"})
abstract class MoneyBackJourney extends PaymentJourney {

    /// As a person does it in Stripe's dashboard, or a bank.
    protected void atStripe(String intent, String step, Object body) {
        var answer = BookingTestClient.anonymous(STRIPE.baseUrl()).post("/dev/payments/" + intent + "/" + step, body);
        assertThat(answer.status()).as("%s", answer.body()).isLessThan(300);
    }

    protected BookingTestResponse awaited(
            BookingTestClient buyer, BookingTestResponse booking, String pointer, String value) {
        var last = new BookingTestResponse[1];
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    last[0] = buyer.get(path(booking));
                    assertThat(last[0].body().at(pointer).asString("")).isEqualTo(value);
                });
        return last[0];
    }

    /// Nobody comes to undo it until [#comeToUndo], nor is on their way: that would have taken a lease of 30 seconds.
    protected void leaveUndone(BookingTestResponse booking) {
        await().until(() -> sql().sql("""
                                update booking.cancellation_item set next_attempt_at = now() + interval '1 hour'
                                 where booking_id = ?::uuid and last_error is not null
                                   and next_attempt_at < now() + interval '15 seconds'
                                """).param(booking.text("bookingId")).update() == 1);
    }

    protected void comeToUndo(BookingTestResponse booking) {
        sql().sql("update booking.cancellation_item set next_attempt_at = now() where booking_id = ?::uuid")
                .param(booking.text("bookingId"))
                .update();
    }

    protected long messages(BookingTestResponse booking, String type) {
        return sql().sql("select count(*) from booking.outbox where type = ? and aggregate_id = ?::uuid")
                .params(type, booking.text("bookingId"))
                .query(Long.class)
                .single();
    }
}
