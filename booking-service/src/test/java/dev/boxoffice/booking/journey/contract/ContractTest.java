package dev.boxoffice.booking.journey.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What other services read of this one is as contracts/ says.
class ContractTest extends BookingServiceTest {

    @Test
    void messages_have_the_fields_of_their_fixtures() throws Exception {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = buyer("alice");
        alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_chargeDeclined");
        var paid = alice.buy(alice.reserve(concert.ticket(1)).text("holdId"), "pm_card_visa");
        alice.post("/bookings/" + paid.text("bookingId") + "/cancellation", Map.of());
        awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
        for (var type : List.of("BookingPaymentFailed", "BookingConfirmed", "BookingCancelled", "BookingRefunded")) {
            var fixture = BookingTestResponse.JSON.readTree(
                    Files.readString(Path.of("../contracts/messages", type + ".json")));
            await().untilAsserted(() -> assertThat(messages(type, concert.id())).hasSize(1));
            var sent = messages(type, concert.id()).getFirst();
            assertThat(fields(sent)).as(type).isEqualTo(fields(fixture.path("data")));
        }
        await().untilAsserted(() -> assertThat(REDIS.command("XREVRANGE bo:events:booking + - COUNT 50"))
                .contains(paid.text("bookingId"), "BookingRefunded", "messageId"));
    }

    private static List<String> fields(JsonNode data) {
        return data.propertyNames().stream().sorted().toList();
    }

    @Test
    void the_desk_reads_bookings_but_not_what_lets_a_browser_pay() {
        var desk = JdbcClient.create(POSTGRES.as("support_service"));
        assertThat(desk.sql(
                                "select id, event_id, buyer, status, amount, currency, payment_intent_id, created_at from booking.booking limit 1")
                        .query()
                        .listOfRows())
                .isNotNull();
        assertThat(desk.sql("select has_column_privilege('booking.payment_in_flight', 'client_secret', 'select')")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    /// Of so many seats that a look at all of them is the dearer plan, whatever is known of the table.
    @Test
    void a_claim_touches_one_partition_of_the_tickets() {
        var concert = concert().seated("Stalls", 40, 100, 4500).open();
        var plan = String.join(
                "\n", sql().sql("""
                        explain update inventory.ticket t set version = version + 1
                         where t.event_id = ? and t.ordinal = any(array[1, 2])
                        """).param(concert.id()).query(String.class).list());
        assertThat(plan.lines().filter(line -> line.contains("Scan"))).hasSize(1);
        assertThat(plan).contains("Index");
    }
}
