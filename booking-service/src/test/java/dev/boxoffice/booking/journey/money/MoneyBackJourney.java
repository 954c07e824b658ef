package dev.boxoffice.booking.journey.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import java.time.Duration;
import org.springframework.test.context.TestPropertySource;

/// What goes back, by our doing and by others', and that it all agrees in the end.
@TestPropertySource(properties = {"boxoffice.payment.refund-retry=200ms", "boxoffice.payment.missed-poll=1s"})
abstract class MoneyBackJourney extends BookingServiceTest {

    protected BookingTestEvent hall() {
        return concert().seated("Stalls", 1, 8, 4500).open();
    }

    protected BookingTestResponse bought(BookingTestClient buyer, BookingTestEvent event, int from, int until) {
        var paid = buyer.buy(buyer.reserve(event.tickets(from, until)).text("holdId"), "pm_card_visa");
        assertThat(paid.text("status")).isEqualTo("CONFIRMED");
        return paid;
    }

    protected static String path(BookingTestResponse booking) {
        return "/bookings/" + booking.text("bookingId");
    }

    protected String intentOf(BookingTestResponse booking) {
        return sql().sql("select payment_intent_id from booking.booking where id = ?::uuid")
                .param(booking.text("bookingId"))
                .query(String.class)
                .single();
    }

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
