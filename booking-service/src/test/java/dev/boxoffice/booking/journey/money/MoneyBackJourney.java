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

    protected long messages(BookingTestResponse booking, String type) {
        return sql().sql("select count(*) from booking.outbox where type = ? and aggregate_id = ?::uuid")
                .params(type, booking.text("bookingId"))
                .query(Long.class)
                .single();
    }
}
