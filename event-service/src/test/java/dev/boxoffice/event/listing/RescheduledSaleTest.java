package dev.boxoffice.event.listing;

import static dev.boxoffice.event.EventApiClient.event;
import static dev.boxoffice.event.EventApiClient.organizer;
import static dev.boxoffice.event.EventApiClient.plan;
import static dev.boxoffice.event.EventApiClient.standing;
import static dev.boxoffice.event.EventApiClient.tier;
import static dev.boxoffice.event.EventApiClient.tiers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventApiClient.Answer;
import dev.boxoffice.event.EventServiceTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// B8: when tickets of an event that moves can be had. It starts on the first of May 2037, at nine in the
/// evening in Lille.
@EventServiceTest
class RescheduledSaleTest {

    @Autowired
    EventApiClient api;

    @Test
    void the_end_of_the_sale_moves_with_the_start() {
        var event = onSale("""
                "endsAt": "2037-05-01T22:00:00Z", "salesEndAt": "2037-05-01T19:00:00Z\"""");
        assertThat(salesEnd(moved(event, "{\"startsAt\": \"2037-04-20T19:00:00Z\"}")))
                .isEqualTo("2037-04-20T19:00:00Z");
        var renamed = api.patch(event, organizer(), api.get(event).etag(), "{\"name\": \"Renamed\"}");
        assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
        assertThat(salesEnd(moved(event, "{\"startsAt\": \"2037-10-20T19:00:00Z\"}")))
                .isEqualTo("2037-10-20T19:00:00Z");
        assertThat(salesEnd(api.get(event))).isEqualTo("2037-10-20T19:00:00Z");
    }

    /// Noon of the eve in Lille is noon in winter, too.
    @Test
    void the_end_of_the_sale_moves_in_the_calendar_of_the_venue() {
        var event = onSale("\"salesEndAt\": \"2037-04-30T10:00:00Z\"");
        assertThat(salesEnd(moved(event, "{\"startsAt\": \"2037-12-04T20:00:00Z\"}")))
                .isEqualTo("2037-12-03T11:00:00Z");
    }

    @Test
    void nothing_is_sold_of_an_event_that_is_over() {
        var event = onSale("""
                "endsAt": "2037-05-01T22:00:00Z", "salesEndAt": "2037-05-01T22:00:00Z\"""");
        assertThat(salesEnd(moved(event, """
                                {"startsAt": "2037-06-01T19:00:00Z", "endsAt": "2037-06-01T20:30:00Z"}"""))).isEqualTo("2037-06-01T20:30:00Z");
    }

    @Test
    void a_sale_that_has_begun_goes_on_and_one_that_is_over_stays_over() {
        var begun =
                moved(onSale("\"salesStartAt\": \"2020-05-01T19:00:00Z\""), "{\"startsAt\": \"2037-06-01T19:00:00Z\"}");
        assertThat(begun.json().get("salesStartAt").stringValue()).isEqualTo("2020-05-01T19:00:00Z");
        assertThat(begun.json().get("status").stringValue()).isEqualTo("ON_SALE");

        var over =
                moved(onSale("\"salesEndAt\": \"2020-05-01T19:00:00Z\""), "{\"startsAt\": \"2037-06-01T19:00:00Z\"}");
        assertThat(salesEnd(over)).isEqualTo("2020-05-01T19:00:00Z");
        assertThat(over.json().get("status").stringValue()).isEqualTo("SALES_ENDED");
    }

    @Test
    void a_sale_to_come_begins_as_announced_unless_the_event_would_have_begun() {
        var event = onSale("""
                "salesStartAt": "2037-03-01T09:00:00Z", "salesEndAt": "2037-05-01T18:00:00Z\"""");
        var announced = moved(event, "{\"startsAt\": \"2037-04-20T19:00:00Z\"}");
        assertThat(announced.json().get("salesStartAt").stringValue()).isEqualTo("2037-03-01T09:00:00Z");

        // Fifty days before nine in the evening of the twentieth of April, and before that of the first of February.
        var earlier = moved(event, "{\"startsAt\": \"2037-02-01T20:00:00Z\"}");
        assertThat(earlier.json().get("salesStartAt").stringValue()).isEqualTo("2036-12-13T09:00:00Z");
        assertThat(salesEnd(earlier)).isEqualTo("2037-02-01T19:00:00Z");
        assertThat(earlier.json().get("status").stringValue()).isEqualTo("SCHEDULED");
    }

    @Test
    void a_sale_that_would_have_begun_is_open() {
        var event = onSale("\"salesStartAt\": \"2037-03-01T09:00:00Z\"");
        var soon = Instant.now().plus(20, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var moved = moved(event, "{\"startsAt\": \"" + soon + "\"}");
        assertThat(moved.json().has("salesStartAt")).isFalse();
        assertThat(moved.json().get("status").stringValue()).isEqualTo("ON_SALE");
    }

    /// Its sale would have ended before it began.
    @Test
    void a_sale_that_goes_on_and_would_have_been_over_ends_now() {
        var yesterday = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var event = onSale("\"salesStartAt\": \"" + yesterday + "\", \"salesEndAt\": \"2036-05-01T19:00:00Z\"");
        var soon = Instant.now().plus(20, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var moved = moved(event, "{\"startsAt\": \"" + soon + "\"}");
        assertThat(moved.json().get("status").stringValue()).isEqualTo("SALES_ENDED");
        assertThat(salesEnd(moved)).isLessThanOrEqualTo(Instant.now().toString());
        assertThat(salesEnd(api.get(event))).isEqualTo(salesEnd(moved));
    }

    @Test
    void while_the_date_is_not_known_nobody_knows_when_the_sale_ends() {
        var event = onSale("""
                "salesStartAt": "2037-03-01T09:00:00Z", "salesEndAt": "2037-05-01T18:00:00Z\"""");
        assertThat(moved(event, "{}").json().has("salesEndAt")).isFalse();

        var tooEarly = api.post(event + "/rescheduling", organizer(), "{\"startsAt\": \"2037-02-01T19:00:00Z\"}");
        assertThat(tooEarly.status()).as(tooEarly.text()).isEqualTo(422);
        assertThat(tooEarly.fields()).containsExactly("startsAt");
        var later = moved(event, "{\"startsAt\": \"2037-08-01T19:00:00Z\"}");
        assertThat(later.json().get("salesStartAt").stringValue()).isEqualTo("2037-03-01T09:00:00Z");
        assertThat(later.json().has("salesEndAt")).isFalse();
    }

    @Test
    void an_event_ends_in_a_year_that_can_be_written() {
        var event = onSale("\"endsAt\": \"2037-05-01T22:00:00Z\"");
        var refused = api.post(event + "/rescheduling", organizer(), "{\"startsAt\": \"9999-12-31T22:00:00Z\"}");
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.fields()).containsExactly("startsAt");
    }

    private String onSale(String times) {
        var event = "/events/"
                + api.draft(event(
                        api.venue(plan(standing("Floor", 10))), tiers(tier("Floor", 2500, "Floor")) + ", " + times));
        var published = api.post(event + "/publication", organizer(), "");
        assertThat(published.status()).as(published.text()).isEqualTo(200);
        return event;
    }

    private Answer moved(String event, String move) {
        var moved = api.post(event + "/rescheduling", organizer(), move);
        assertThat(moved.status()).as(moved.text()).isEqualTo(202);
        return moved;
    }

    private static String salesEnd(Answer event) {
        return event.json().path("salesEndAt").asString("none");
    }
}
